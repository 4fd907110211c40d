#!lua flags=allow-oom
-- Takes waiting tasks for a supervisor, the most urgent first.
-- KEYS[1]  the queue
-- ARGV     supervisor, most tasks
-- Returns  for each task: lane, entry, 1 (the number of deliveries), id, task, numbers of attempts,
--          of workers that died, of supervisors that were lost, file
local queue, supervisor, most = KEYS[1], ARGV[1], tonumber(ARGV[2])
local taken = {}
for _, lane in ipairs({'high', 'normal', 'low'}) do
  if most > #taken then
    local stream = queue .. ':tasks:' .. lane
    local read = redis.call(
      'XREADGROUP', 'GROUP', 'reeve', supervisor, 'COUNT', most - #taken, 'STREAMS', stream, '>')
    for _, entry in ipairs(read and read[1][2] or {}) do
      local fields = {}
      for i = 1, #entry[2], 2 do
        fields[entry[2][i]] = entry[2][i + 1]
      end
      local id = fields['id'] or ''
      local before = {}
      if id ~= '' then
        before = redis.call(
          'HMGET', queue .. ':task:' .. id, 'attempts', 'deaths', 'takeovers')
      end
      table.insert(taken, {
        lane, entry[1], 1, id, fields['task'] or '',
        before[1] or '0', before[2] or '0', before[3] or '0', fields['file'] or ''})
    end
  end
end
return taken
