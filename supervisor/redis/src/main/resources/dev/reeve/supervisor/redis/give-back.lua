#!lua flags=allow-oom
-- Gives a task back that this supervisor holds, to be delivered again after a delay: for a retry, or
-- because the supervisor stops.
-- KEYS[1]  the queue
-- ARGV     supervisor, lane, entry, number of deliveries, id, delay in milliseconds, number of
--          attempts that have ended, number of workers that died, deliveries that count as taken over
-- Returns  given, also if it was told before; or lost, if the task belongs to another supervisor or has ended
local queue, supervisor, lane, entry, id = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[5]
local stream, task = queue .. ':tasks:' .. lane, queue .. ':task:' .. id
local mark = supervisor .. ' ' .. entry .. ' ' .. ARGV[4]
local pending = redis.call('XPENDING', stream, 'reeve', entry, entry, 1)[1]
local found = redis.call('XRANGE', stream, entry, entry)[1]
if not found or not pending or pending[2] ~= supervisor or tostring(pending[4]) ~= ARGV[4] then
  if not found and redis.pcall('HGET', task, 'given') == mark then
    return 'given' -- the answer got lost
  end
  redis.pcall('HINCRBY', queue .. ':counts', 'lost', 1)
  return 'lost'
end
local fields = {}
for i = 1, #found[2], 2 do
  fields[found[2][i]] = found[2][i + 1]
end
local text = fields['task'] or ''
redis.call('HSET', task, 'task', text, 'lane', lane, 'attempts', ARGV[7], 'deaths', ARGV[8],
  'takeovers', ARGV[9], 'given', mark)
redis.call('HSETNX', task, 'sha1', redis.sha1hex(text))
if fields['file'] then
  redis.call('HSET', task, 'file', fields['file'])
end
redis.call('HDEL', task, 'entry')
local now = redis.call('TIME')
local due = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000) + tonumber(ARGV[6])
redis.call('ZADD', queue .. ':delayed', due, id)
redis.call('XACK', stream, 'reeve', entry)
redis.call('XDEL', stream, entry)
return 'given'
