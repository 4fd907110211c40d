#!lua flags=allow-oom
-- Tells a submitter which tasks a queue has already, when the server has no memory for new ones.
-- Those become tasks of this submitter, as when it submits them.
-- KEYS[1]  the queue
-- ARGV     submitter, then for each task: id, SHA-1 of its text
-- Returns  for each task: new; or what submit.lua answers: known, taken, or ended and the record
local queue, submitter = KEYS[1], ARGV[1]
local answers = {}
for i = 2, #ARGV, 2 do
  local task = queue .. ':task:' .. ARGV[i]
  local known = redis.pcall('HMGET', task, 'sha1', 'record', 'submitter')
  local answer = {'new'}
  if not known.err and (known[1] or known[2]) then
    if known[1] and known[1] ~= ARGV[i + 1] then
      answer = {'taken'}
    else
      answer = known[2] and {'ended', known[2]} or {'known'}
      if known[3] and known[3] ~= submitter then
        redis.call('HSET', task, 'shared', 1)
      end
      redis.call('HSET', task, 'submitter', submitter)
    end
  end
  table.insert(answers, answer)
end
return answers
