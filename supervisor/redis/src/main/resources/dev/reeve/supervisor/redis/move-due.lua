#!lua flags=allow-oom
-- Lets delayed tasks wait that are due.
-- KEYS[1]  the queue
-- ARGV     most tasks
-- Returns  number of tasks, and milliseconds until the next is due (-1: there is none)
local queue = KEYS[1]
local delayed = queue .. ':delayed'
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local due = redis.call('ZRANGEBYSCORE', delayed, '-inf', now, 'LIMIT', 0, ARGV[1])
for _, id in ipairs(due) do
  local task = queue .. ':task:' .. id
  local known = redis.pcall('HMGET', task, 'task', 'lane', 'record', 'file')
  if known[1] and not known[3] then
    local lane = known[2]
    if lane ~= 'high' and lane ~= 'low' then
      lane = 'normal'
    end
    local stream = queue .. ':tasks:' .. lane
    local entry
    if known[4] then
      entry = redis.call('XADD', stream, '*', 'id', id, 'task', known[1], 'file', known[4])
    else
      entry = redis.call('XADD', stream, '*', 'id', id, 'task', known[1])
    end
    redis.call('HSET', task, 'entry', entry)
  end
  redis.pcall('HDEL', task, 'task', 'file')
  redis.call('ZREM', delayed, id)
end
local next = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
if next[2] then
  return {#due, math.max(0, tonumber(next[2]) - now)}
end
return {#due, -1}
