#!lua flags=allow-oom
-- Takes waiting tasks for a supervisor, the most urgent first.
-- KEYS[1]  the queue
-- ARGV     supervisor, most tasks, most bytes (one task is taken whatever its size)
-- Returns  for each task: lane, entry, 1 (the number of deliveries), id, task, numbers of attempts,
--          of workers that died, of supervisors that were lost, file
local queue, supervisor, most, most_bytes = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local taken, bytes = {}, 0

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

for _, lane in ipairs({'high', 'normal', 'low'}) do
  local stream = queue .. ':tasks:' .. lane
  local count = some()
  while count > 0 do
    local read = redis.call(
      'XREADGROUP', 'GROUP', 'reeve', supervisor, 'COUNT', count, 'STREAMS', stream, '>')
    local entries = read and read[1][2] or {}
    for _, entry in ipairs(entries) do
      add(lane, entry)
    end
    count = #entries < count and 0 or some()
  end
end
return taken
