-- Saves the record of a write only while its writer still holds the lease of the target.
-- KEYS: lease, record; ARGV: token of the writer, record, time to live in milliseconds
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return 1
