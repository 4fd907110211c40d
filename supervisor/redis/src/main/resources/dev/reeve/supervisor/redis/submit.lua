#!lua
-- Puts a task into a queue, once for each id.
-- KEYS[1]  the queue: reeve:1:{NAME}
-- ARGV     id, task (a JSON object), lane (high, normal or low), submitter ('' for none),
--          most tasks that may wait or run (0: any number), most bytes of them (0: any number),
--          bytes of the file to which the payload's path leads (may be left out)
-- Fails    if the id is empty or not UTF-8, which no record could hold, or there is no such lane
-- Returns  accepted; known, if it was accepted before and has not ended; taken, if the id belongs to
--          another task; full and which bound; ended and the record.
local queue, id, text, lane, submitter = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local file = ARGV[7] or ''

local function is_utf8(some)
  return not some
    :gsub('[\194-\223][\128-\191]', ' ')
    :gsub('\224[\160-\191][\128-\191]', ' ')
    :gsub('[\225-\236\238\239][\128-\191][\128-\191]', ' ')
    :gsub('\237[\128-\159][\128-\191]', ' ') -- no surrogates
    :gsub('\240[\144-\191][\128-\191][\128-\191]', ' ')
    :gsub('[\241-\243][\128-\191][\128-\191][\128-\191]', ' ')
    :gsub('\244[\128-\143][\128-\191][\128-\191]', ' ')
    :find('[\128-\255]')
end

if id == '' or id:find('[\128-\255]') and not is_utf8(id) then
  return redis.error_reply('ERR the id of a task must have at least one character, and be UTF-8')
end
if lane ~= 'high' and lane ~= 'normal' and lane ~= 'low' then
  return redis.error_reply('ERR the lane of a task must be high, normal or low')
end
local length = #text + #file
local task = queue .. ':task:' .. id
local hash = redis.sha1hex(text)
local known = redis.pcall('HMGET', task, 'sha1', 'record', 'submitter')
if known.err then
  redis.call('DEL', task) -- another program has put something else there
  known = {}
end
if known[2] then
  if known[1] and known[1] ~= hash then
    return {'taken'}
  end
  return {'ended', known[2]}
end
if known[1] then
  if known[1] ~= hash then
    return {'taken'}
  end
  if submitter ~= '' then
    if known[3] and known[3] ~= submitter then
      redis.call('HSET', task, 'shared', 1)
    end
    redis.call('HSET', task, 'submitter', submitter)
  end
  return {'known'}
end
local most_tasks, most_bytes = tonumber(ARGV[5]), tonumber(ARGV[6])
local tasks = redis.call('ZCARD', queue .. ':delayed')
for _, each in ipairs({'high', 'normal', 'low'}) do
  tasks = tasks + redis.call('XLEN', queue .. ':tasks:' .. each)
end
if most_tasks > 0 and tasks >= most_tasks then
  return {'full', 'tasks'}
end
local stored = redis.pcall('GET', queue .. ':bytes')
local bytes = tonumber(stored) or 0
if stored and (tasks == 0 or bytes < 0 or not tonumber(stored)) then
  redis.call('DEL', queue .. ':bytes') -- another program has removed tasks, or changed the number
  bytes = 0
end
if most_bytes > 0 and bytes > 0 and bytes + length > most_bytes then
  return {'full', 'bytes'}
end
local stream = queue .. ':tasks:' .. lane
local entry
if file == '' then
  entry = redis.call('XADD', stream, '*', 'id', id, 'task', text)
else
  entry = redis.call('XADD', stream, '*', 'id', id, 'task', text, 'file', file)
end
redis.call('HSET', task, 'sha1', hash, 'lane', lane, 'entry', entry, 'bytes', length)
if submitter ~= '' then
  redis.call('HSET', task, 'submitter', submitter)
end
redis.call('INCRBY', queue .. ':bytes', length)
return {'accepted'}
