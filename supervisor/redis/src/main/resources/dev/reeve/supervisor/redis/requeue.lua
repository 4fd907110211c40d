#!lua
-- Puts a dead task into the queue again, as if it were new; its record goes.
-- KEYS[1]  the queue
-- ARGV     entry in the stream of dead tasks
-- Returns  the id, also if the same task was submitted again and has not ended; or nothing, if there
--          is no such entry, it has no id, or another task with this id has not ended
local queue = KEYS[1]
local found = redis.call('XRANGE', queue .. ':dead', ARGV[1], ARGV[1])[1]
if not found then
  return false
end
local fields = {}
for i = 1, #found[2], 2 do
  fields[found[2][i]] = found[2][i + 1]
end
local id, text, file = fields['id'] or '', fields['task'] or '', fields['file'] or ''
if id == '' then
  return false
end
local length = #text + #file
local task = queue .. ':task:' .. id
local known = redis.pcall('HMGET', task, 'lane', 'submitter', 'sha1', 'record')
if known.err then
  known = {} -- another program has put something else there
end
if known[3] and not known[4] then
  if known[3] ~= redis.sha1hex(text) then
    return false
  end
  redis.call('XDEL', queue .. ':dead', ARGV[1])
  return id
end
local lane = known[1] or 'normal'
redis.call('DEL', task)
local stream = queue .. ':tasks:' .. lane
local entry
if file == '' then
  entry = redis.call('XADD', stream, '*', 'id', id, 'task', text)
else
  entry = redis.call('XADD', stream, '*', 'id', id, 'task', text, 'file', file)
end
redis.call('HSET', task,
  'sha1', redis.sha1hex(text), 'lane', lane, 'entry', entry, 'bytes', length)
if known[2] then
  redis.call('HSET', task, 'submitter', known[2])
end
redis.call('INCRBY', queue .. ':bytes', length)
redis.call('XDEL', queue .. ':dead', ARGV[1])
return id
