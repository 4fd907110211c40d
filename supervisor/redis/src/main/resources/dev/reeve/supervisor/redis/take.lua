#!lua flags=allow-oom
-- Takes waiting tasks for a supervisor, the most urgent first.
-- KEYS[1]  the queue
-- ARGV     supervisor, most tasks, most bytes (one task is taken whatever its size)
-- Returns  for each task: lane, entry, 1 (the number of deliveries), id, task, numbers of attempts,
--          of workers that died, of supervisors that were lost, file
local queue, supervisor, most, most_bytes = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local taken, bytes, failure = {}, 0, nil

-- the number of tasks to ask for, by the size of those before
local function some()
  local left = most - #taken
  if #taken == 0 then
    return math.min(left, 8)
  end
  return math.min(left, math.floor((most_bytes - bytes) * #taken / math.max(bytes, 1)))
end

local function add(lane, entry)
  local fields = {}
  for i = 1, #entry[2], 2 do
    fields[entry[2][i]] = entry[2][i + 1]
  end
  local id, text, file = fields['id'] or '', fields['task'] or '', fields['file'] or ''
  local before = {}
  if id ~= '' then
    before = redis.pcall('HMGET', queue .. ':task:' .. id, 'attempts', 'deaths', 'takeovers')
  end
  bytes = bytes + #text + #file
  table.insert(taken, {
    lane, entry[1], 1, id, text, before[1] or '0', before[2] or '0', before[3] or '0', file})
end

-- the entries that nobody has; where another program has removed the group, or the whole stream,
-- the group begins at the first entry again
local function read(stream, count)
  local answer
  for _ = 1, 2 do
    answer = redis.pcall(
      'XREADGROUP', 'GROUP', 'reeve', supervisor, 'COUNT', count, 'STREAMS', stream, '>')
    if not (answer and answer.err and answer.err:find('NOGROUP')) then
      break
    end
    redis.call('XGROUP', 'CREATE', stream, 'reeve', '0', 'MKSTREAM')
  end
  if answer and answer.err then
    failure = failure or answer
    return {}
  end
  return answer and answer[1][2] or {}
end

for _, lane in ipairs({'high', 'normal', 'low'}) do
  local stream = queue .. ':tasks:' .. lane
  local count = some()
  while count > 0 do
    local entries = read(stream, count)
    for _, entry in ipairs(entries) do
      add(lane, entry)
    end
    count = #entries < count and 0 or some()
  end
end
if failure and #taken == 0 then
  return failure -- what was taken from other lanes must not get lost
end
return taken
