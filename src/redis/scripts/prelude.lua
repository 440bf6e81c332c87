-- Prepended to the scripts that work on the shared state. Their keys: meta, records, revisions, journal.
local meta, records, revisions, journal = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

-- The run id of this Redis. It changes with every restart and failover, each of which may have lost the newest writes.
local function server()
  return string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
end

-- Revisions and sequences are microseconds, incremented where two would be equal. So a number that Redis assigned and
-- then lost is never assigned again.
local function next_number(after)
  local time = redis.call('TIME')
  return math.max(after + 1, time[1] * 1000000 + time[2])
end

local function text(number)
  return string.format('%.0f', number)
end

local function revision_of(record)
  return tonumber(redis.call('ZSCORE', revisions, record) or 0)
end

local function write(record, value, revision)
  redis.call('HSET', records, record, value)
  redis.call('ZADD', revisions, text(revision), record)
end

-- Restarts the journal under a new epoch, so that subscribers detect the gap.
local function renew(epoch)
  redis.call('HSET', meta, 'epoch', epoch)
  redis.call('DEL', journal)
end

-- True when the caller's state is from the current epoch and run of this Redis.
local function is_known(epoch, server_id)
  return redis.call('HGET', meta, 'epoch') == epoch and server() == server_id
end
