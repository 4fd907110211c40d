#!lua flags=allow-oom
-- Renews leases.
-- KEYS[1]  the queue
-- ARGV     supervisor, then for each task: lane, entry, number of deliveries, id
-- Returns  for each task: held, lost (it belongs to another supervisor, or has ended), or cancel
--          (it is held, and somebody wants it cancelled)
local queue, supervisor = KEYS[1], ARGV[1]
local answers = {}
for i = 2, #ARGV, 4 do
  local stream, entry, deliveries = queue .. ':tasks:' .. ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local pending = redis.call('XPENDING', stream, 'reeve', entry, entry, 1)[1]
  if pending and pending[2] == supervisor and tostring(pending[4]) == deliveries then
    redis.call('XCLAIM', stream, 'reeve', supervisor, 0, entry, 'JUSTID')
    local cancelled = redis.pcall('HGET', queue .. ':task:' .. ARGV[i + 3], 'cancel')
    table.insert(answers, cancelled == '1' and 'cancel' or 'held')
  else
    table.insert(answers, 'lost')
  end
end
return answers
