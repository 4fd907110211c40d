#!lua flags=allow-oom
-- Cancels a task: one that waits ends at once, the supervisor of one that runs is told.
-- KEYS[1]  the queue
-- ARGV     id, record of a task that is cancelled before it started, seconds that it is kept
-- Returns  ended, ending, or unknown
local queue, id = KEYS[1], ARGV[1]
local task = queue .. ':task:' .. id
local known = redis.pcall('HMGET', task, 'record', 'lane', 'entry', 'bytes', 'submitter')
if known.err or known[1] or not known[2] then
  return 'unknown'
end
local stream = queue .. ':tasks:' .. known[2]
if known[3] then
  local pending = redis.pcall('XPENDING', stream, 'reeve', known[3], known[3], 1)
  if not pending.err and pending[1] then -- there may be no group yet
    redis.call('HSET', task, 'cancel', 1)
    return 'ending'
  end
  redis.pcall('XDEL', stream, known[3])
elseif redis.pcall('ZREM', queue .. ':delayed', id) ~= 1 then
  return 'unknown'
end
redis.call('HSET', task, 'record', ARGV[2], 'status', 'cancelled')
redis.call('HDEL', task, 'task', 'file', 'bytes', 'entry')
redis.call('EXPIRE', task, ARGV[3])
if known[5] then
  local records = queue .. ':records:' .. known[5]
  redis.pcall('XADD', records, '*', 'id', id)
  redis.pcall('EXPIRE', records, ARGV[3])
end
if known[4] then
  redis.pcall('DECRBY', queue .. ':bytes', known[4])
end
redis.pcall('HINCRBY', queue .. ':counts', 'cancelled', 1)
return 'ended'
