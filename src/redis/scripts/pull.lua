-- What changed since a state that the caller knows; all of it, when that is not a state of this Redis' present life.
-- ARGV: an epoch to begin with, known epoch, known server, known revision, known sequence
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
  -- The names of all records that are left, when any has been removed.
  removed and redis.call('ZRANGE', revisions, 0, -1) or '',
  redis.call('XRANGE', journal, sequence .. '-1', '+'),
}
