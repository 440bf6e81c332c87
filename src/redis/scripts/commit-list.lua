-- The list of environments, written when it is still the one that the caller read before it asked CMF.
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
