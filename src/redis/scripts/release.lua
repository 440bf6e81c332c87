-- Releases a lease if this replica still holds it.
-- KEYS: lease; ARGV: token of this replica
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
