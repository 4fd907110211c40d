#!lua flags=allow-oom
-- Takes tasks over whose lease has ended, and those that were delivered to this supervisor in an
-- answer that got lost. The number of deliveries of each goes up by one.
-- KEYS[1]  the queue
-- ARGV     supervisor, length of the lease in milliseconds, most tasks
-- Returns  what take.lua returns, with the number of deliveries as the third
local queue, supervisor, lease, most = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local taken, failure = {}, nil
for _, lane in ipairs({'high', 'normal', 'low'}) do
  local stream = queue .. ':tasks:' .. lane
  if most > #taken then
    local left = redis.pcall(
      'XPENDING', stream, 'reeve', 'IDLE', lease, '-', '+', most - #taken)
    if left.err then
      if not left.err:find('NOGROUP') then -- without a group nobody has any
        failure = failure or left
      end
      left = {}
    end
    for _, pending in ipairs(left) do
      local claimed = redis.call('XCLAIM', stream, 'reeve', supervisor, lease, pending[1])[1]
      if claimed then
        local fields = {}
        for i = 1, #claimed[2], 2 do
          fields[claimed[2][i]] = claimed[2][i + 1]
        end
        local id = fields['id'] or ''
        local before = {}
        if id ~= '' then
          before = redis.pcall(
            'HMGET', queue .. ':task:' .. id, 'attempts', 'deaths', 'takeovers')
        end
        table.insert(taken, {
          lane, pending[1], pending[4] + 1, id, fields['task'] or '',
          before[1] or '0', before[2] or '0', before[3] or '0', fields['file'] or ''})
      end
    end
  end
end
if #taken > 0 then
  redis.pcall('HINCRBY', queue .. ':counts', 'takeovers', #taken)
end
if failure and #taken == 0 then
  return failure -- what was taken over from other lanes must not get lost
end
return taken
