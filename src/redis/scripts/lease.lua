-- Takes or renews a lease unless another replica holds it. Records that this replica needs frequent polls.
-- KEYS: lease, interest; ARGV: token of this replica, length in milliseconds, active (1 or 0)
if ARGV[3] == '1' then
  redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
end
local holder = redis.call('GET', KEYS[1])
local held = not holder or holder == ARGV[1]
if held then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return { held and 1 or 0, redis.call('EXISTS', KEYS[2]) }
