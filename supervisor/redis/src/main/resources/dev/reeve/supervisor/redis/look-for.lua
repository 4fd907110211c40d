#!lua flags=allow-oom
-- Tells what has become of tasks. One that neither waits, nor is delayed, nor has ended was removed
-- by another program; it ends with a record, if the caller gives one.
-- KEYS[1]  the queue
-- ARGV     seconds that records are kept, then for each task: id, record ('': it is only told)
-- Returns  for each task: there; lost; gone, if the queue does not know it; or ended and the record
local queue = KEYS[1]

local function is_there(id, lane, entry)
  if entry then
    local stream = queue .. ':tasks:' .. (lane or 'normal')
    local found = redis.pcall('XRANGE', stream, entry, entry)
    return not found.err and found[1] ~= nil
  end
  return redis.call('ZSCORE', queue .. ':delayed', id) and true or false
end

local answers = {}
for i = 2, #ARGV, 2 do
  local id, record = ARGV[i], ARGV[i + 1]
  local task = queue .. ':task:' .. id
  local known = redis.pcall('HMGET', task, 'record', 'sha1', 'lane', 'entry', 'bytes')
  local answer = {'there'}
  if known.err then
    redis.call('DEL', task) -- another program has put something else there
    answer = {'gone'}
  elseif known[1] then
    answer = {'ended', known[1]}
  elseif not known[2] then
    answer = {'gone'}
  elseif not is_there(id, known[3], known[4]) then
    answer = {'lost'}
    if record ~= '' then
      redis.call('HSET', task, 'record', record, 'status', 'failed')
      redis.call('HDEL', task, 'task', 'file', 'bytes', 'entry', 'cancel')
      redis.call('EXPIRE', task, ARGV[1])
      if known[5] then
        redis.pcall('DECRBY', queue .. ':bytes', known[5])
      end
      redis.pcall('HINCRBY', queue .. ':counts', 'failed', 1)
      answer = {'ended', record}
    end
  end
  table.insert(answers, answer)
end
return answers
