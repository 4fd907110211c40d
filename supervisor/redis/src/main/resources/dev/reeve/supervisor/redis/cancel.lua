#!lua flags=allow-oom
-- Cancels a task: one that waits ends at once, the supervisor of one that runs is told.
-- KEYS[1]  the queue
-- ARGV     id, record of a task that is cancelled before it started, seconds that it is kept
-- Returns  ended, ending, or unknown
local queue, id = KEYS[1], ARGV[1]
local task = queue .. ':task:' .. id
local known = redis.call('HMGET', task, 'record', 'lane', 'entry', 'bytes', 'submitter')
if known[1] or not known[2] then
  return 'unknown'
end
local stream = queue .. ':tasks:' .. known[2]
if known[3] then
  local groups = redis.call('EXISTS', stream) == 1 and #redis.call('XINFO', 'GROUPS', stream) or 0
  if groups > 0 and redis.call('XPENDING', stream, 'reeve', known[3], known[3], 1)[1] then
    redis.call('HSET', task, 'cancel', 1)
    return 'ending'
  end
  redis.call('XDEL', stream, known[3])
elseif redis.call('ZREM', queue .. ':delayed', id) == 0 then
  return 'unknown'
end
redis.call('HSET', task, 'record', ARGV[2], 'status', 'cancelled')
redis.call('HDEL', task, 'task', 'file', 'bytes', 'entry')
redis.call('EXPIRE', task, ARGV[3])
if known[5] then
  local records = queue .. ':records:' .. known[5]
  redis.call('XADD', records, '*', 'id', id)
  redis.call('EXPIRE', records, ARGV[3])
end
if known[4] then
  redis.call('DECRBY', queue .. ':bytes', known[4])
end
redis.call('HINCRBY', queue .. ':counts', 'cancelled', 1)
return 'ended'
