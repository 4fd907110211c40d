#!lua flags=allow-oom
-- Makes room in a server that has no memory left: removes records that their submitter has written
-- to a file of its own.
-- KEYS[1]  the queue
-- ARGV     submitter, seconds that a record is kept still for which another submitter may wait, ids
-- Returns  the number of records that were removed
local queue, submitter, shared = KEYS[1], ARGV[1], ARGV[2]
local removed = 0
for i = 3, #ARGV do
  local task = queue .. ':task:' .. ARGV[i]
  local known = redis.pcall('HMGET', task, 'record', 'submitter', 'shared')
  if not known.err and known[1] and known[2] == submitter then
    if known[3] then
      redis.call('EXPIRE', task, shared, 'LT')
    else
      redis.call('DEL', task)
      removed = removed + 1
    end
  end
end
return removed
