-- Extends the lease of a write while its writer still holds it.
-- KEYS: lease; ARGV: token of the writer, length in milliseconds
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
