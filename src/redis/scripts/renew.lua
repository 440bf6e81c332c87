-- Restarts the journal, unless another replica has already done so.
-- ARGV: the epoch that ends, the epoch that begins
if redis.call('HGET', meta, 'epoch') == ARGV[1] then
  renew(ARGV[2])
end
