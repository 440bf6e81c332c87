-- Writes the list of environments if it is still at the revision that the caller read before it called CMF.
-- ARGV: epoch, server, list record, base, JSON, wake channel
if not is_known(ARGV[1], ARGV[2]) then
  return 'UNKNOWN'
end
if revision_of(ARGV[3]) ~= tonumber(ARGV[4]) then
  return 'CONFLICT'
end
local clock = text(next_number(tonumber(redis.call('HGET', meta, 'clock') or 0)))
write(ARGV[3], ARGV[5], tonumber(clock))
redis.call('HSET', meta, 'clock', clock)
redis.call('PUBLISH', ARGV[6], clock)
return 'COMMITTED'
