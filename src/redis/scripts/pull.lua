-- Returns the changes since the caller's state; the whole state, when the caller's is of another epoch or run.
-- ARGV: the epoch to set if there is none, then the caller's epoch, server, revision and sequence
redis.call('HSETNX', meta, 'epoch', ARGV[1])
local whole = not is_known(ARGV[2], ARGV[3])
local revision = whole and '0' or ARGV[4]
local sequence = whole and '0' or ARGV[5]

local written = {}
local changed = redis.call('ZRANGEBYSCORE', revisions, '(' .. revision, '+inf', 'WITHSCORES')
for i = 1, #changed, 2 do
  written[#written + 1] = { changed[i], changed[i + 1], redis.call('HGET', records, changed[i]) or '' }
end

local removed = tonumber(redis.call('HGET', meta, 'removed') or 0) > tonumber(revision)

return {
  redis.call('HGET', meta, 'epoch'),
  server(),
  whole and 1 or 0,
  redis.call('HGET', meta, 'clock') or '0',
  redis.call('HGET', meta, 'sequence') or '0',
  written,
  -- The names of all remaining records, when any has been removed.
  removed and redis.call('ZRANGE', revisions, 0, -1) or '',
  redis.call('XRANGE', journal, sequence .. '-1', '+'),
}
