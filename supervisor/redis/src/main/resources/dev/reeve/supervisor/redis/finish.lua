#!lua flags=allow-oom
-- Ends a task with its record, once, if the supervisor still holds it. It may run when the server
-- has no memory left: otherwise a full queue could never be emptied.
-- KEYS[1]  the queue
-- ARGV     supervisor, lane, entry, number of deliveries, id, status, record (a JSON object),
--          seconds that the record is kept, most dead tasks that are kept (0: it is not dead)
-- Returns  finished; lost, if the task belongs to another supervisor or has ended; recorded, if
--          another task with the same id has a record already
local queue, supervisor, lane, entry = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local id, status, record, kept, most_dead = ARGV[5], ARGV[6], ARGV[7], ARGV[8], tonumber(ARGV[9])
local stream, task = queue .. ':tasks:' .. lane, queue .. ':task:' .. id
local pending = redis.call('XPENDING', stream, 'reeve', entry, entry, 1)[1]
if not pending or pending[2] ~= supervisor or tostring(pending[4]) ~= ARGV[4] then
  if not pending then
    local told = redis.pcall('HMGET', task, 'record', 'by')
    if told[1] == record and told[2] == supervisor then
      return 'finished' -- it was told before, and the answer got lost
    end
  end
  redis.pcall('HINCRBY', queue .. ':counts', 'lost', 1)
  return 'lost'
end
local known = redis.pcall('HMGET', task, 'record', 'bytes', 'submitter')
if known.err then
  redis.call('DEL', task) -- another program has put something else there
  known = {}
end
local answer = 'recorded'
if not known[1] then
  answer = 'finished'
  redis.call('HSET', task, 'record', record, 'status', status, 'by', supervisor)
  redis.call('HDEL', task, 'bytes', 'entry', 'cancel')
  redis.call('EXPIRE', task, kept)
  if known[3] then
    local records = queue .. ':records:' .. known[3]
    redis.pcall('XADD', records, '*', 'id', id)
    redis.pcall('EXPIRE', records, math.max(kept, 600)) -- so that it knows of records that expired
  end
  if known[2] then
    redis.pcall('DECRBY', queue .. ':bytes', known[2])
  end
  redis.pcall('HINCRBY', queue .. ':counts', status, 1)
  if most_dead > 0 then
    local found = redis.call('XRANGE', stream, entry, entry)[1]
    if found then
      local dead = {'id', id}
      for i = 1, #found[2], 2 do
        if found[2][i] == 'task' or found[2][i] == 'file' then
          table.insert(dead, found[2][i])
          table.insert(dead, found[2][i + 1])
        end
      end
      redis.call('XADD', queue .. ':dead', 'MAXLEN', most_dead, '*', unpack(dead))
    end
  end
end
redis.call('XACK', stream, 'reeve', entry)
redis.call('XDEL', stream, entry)
return answer
