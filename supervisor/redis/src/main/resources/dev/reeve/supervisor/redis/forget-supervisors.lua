#!lua flags=allow-oom
-- Forgets supervisors that hold no task and have not asked for any for a long time. One that holds
-- a task stays, because Redis would drop that task with it.
-- KEYS[1]  the queue
-- ARGV     supervisor that ends now ('' for none), milliseconds after which others are forgotten
-- Returns  how many were forgotten
local queue, ended, limit = KEYS[1], ARGV[1], tonumber(ARGV[2])
local forgotten = 0
for _, lane in ipairs({'high', 'normal', 'low'}) do
  local stream = queue .. ':tasks:' .. lane
  if redis.call('EXISTS', stream) == 1 then
    for _, each in ipairs(redis.call('XINFO', 'CONSUMERS', stream, 'reeve')) do
      local name, pending, idle = each[2], each[4], each[6]
      if pending == 0 and (name == ended or idle > limit) then
        redis.call('XGROUP', 'DELCONSUMER', stream, 'reeve', name)
        forgotten = forgotten + 1
      end
    end
  end
end
return forgotten
