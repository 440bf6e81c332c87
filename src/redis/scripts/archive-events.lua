-- Keeps the newest copy of each event record, and of the records those that occurred last.
-- KEYS: order (uid by the time of its last occurrence), records (uid to JSON)
-- ARGV: records to keep, milliseconds to live, then for each record: uid, time in milliseconds, count, JSON
local order, records = KEYS[1], KEYS[2]

local function count_of(record)
  local is_json, event = pcall(cjson.decode, record)
  return is_json and type(event) == 'table' and tonumber(event.count) or 0
end

for index = 3, #ARGV, 4 do
  local uid, time, count, record = ARGV[index], ARGV[index + 1], ARGV[index + 2], ARGV[index + 3]
  local known = tonumber(redis.call('ZSCORE', order, uid) or -1)
  local is_newer = tonumber(time) > known
  if tonumber(time) == known then
    is_newer = tonumber(count) >= count_of(redis.call('HGET', records, uid) or '')
  end
  if is_newer then
    redis.call('ZADD', order, time, uid)
    redis.call('HSET', records, uid, record)
  end
end

for _, uid in ipairs(redis.call('ZRANGE', order, 0, -tonumber(ARGV[1]) - 1)) do
  redis.call('ZREM', order, uid)
  redis.call('HDEL', records, uid)
end
redis.call('PEXPIRE', order, ARGV[2])
redis.call('PEXPIRE', records, ARGV[2])
