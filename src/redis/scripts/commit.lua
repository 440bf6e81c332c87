-- One commit of an environment: the rule of accept.ts, then state, journal and announcement in one step.
-- ARGV: epoch, server, an epoch to begin anew with, head record, base, observedAt, complete (1 or 0),
--       journal length, wake channel, then for each application: record, JSON ('' when it is gone),
--       the number of its transitions, their JSON
if not is_known(ARGV[1], ARGV[2]) then
  return 'UNKNOWN'
end

local head, base, complete = ARGV[4], tonumber(ARGV[5]), ARGV[7] == '1'
local current = { completeRevision = 0, observedAt = 0 }
local revision = revision_of(head)
if revision > 0 then
  local parsed, value = pcall(cjson.decode, redis.call('HGET', records, head) or '')
  if parsed and type(value) == 'table' then
    current.completeRevision = tonumber(value.completeRevision) or 0
    current.observedAt = tonumber(value.observedAt) or 0
  end
end
if current.completeRevision > base or base > revision then
  return 'CONFLICT'
end

local standing, transitions, removes = {}, {}, false
local i = 10
while i <= #ARGV do
  local count = tonumber(ARGV[i + 2])
  if revision_of(ARGV[i]) <= base then
    standing[#standing + 1] = { record = ARGV[i], value = ARGV[i + 1] }
    removes = removes or ARGV[i + 1] == ''
    for j = i + 3, i + 2 + count do
      transitions[#transitions + 1] = ARGV[j]
    end
  end
  i = i + 3 + count
end
if not complete and #standing == 0 then
  return 'CONFLICT'
end

local known = redis.call('HGET', meta, 'clock') or '0'
local clock = next_number(tonumber(known))
local new_revision = clock
local written, entries, size = {}, {}, 0

-- The journal first, as only this can be refused: somebody else may have written an entry with a higher id.
local previous = redis.call('HGET', meta, 'sequence') or '0'
for _, transition in ipairs(transitions) do
  clock = clock + 1
  local id, fields = text(clock) .. '-0', { 'previous', previous, 'transition', transition }
  local added = redis.pcall('XADD', journal, id, unpack(fields))
  if type(added) == 'table' and added.err then
    if not string.find(added.err, 'equal or smaller', 1, true) then
      return added
    end
    renew(ARGV[3])
    return 'UNKNOWN'
  end
  previous = text(clock)
  entries[#entries + 1] = { id, fields }
  size = size + #transition
end
redis.call('XTRIM', journal, 'MAXLEN', ARGV[8])

for _, application in ipairs(standing) do
  if application.value == '' then
    redis.call('HDEL', records, application.record)
    redis.call('ZREM', revisions, application.record)
  else
    write(application.record, application.value, new_revision)
    written[#written + 1] = { application.record, text(new_revision), application.value }
    size = size + #application.value
  end
end
if removes then
  redis.call('HSET', meta, 'removed', text(new_revision))
end
local head_value = string.format(
  '{"completeRevision":%s,"observedAt":%s}',
  text((complete or removes) and new_revision or current.completeRevision),
  complete and ARGV[6] or text(current.observedAt)
)
write(head, head_value, new_revision)
written[#written + 1] = { head, text(new_revision), head_value }
redis.call('HSET', meta, 'clock', text(clock), 'sequence', previous)

-- Small news comes with the call: what pull.lua would answer to a replica that knows what was known before. Escaped it
-- may be twice as long, which leaves room in what Redis holds for a subscriber that stalls.
local news = text(clock)
if size <= 65536 and not removes then
  news = cjson.encode({
    after = known,
    read = { ARGV[1], ARGV[2], 0, text(clock), previous, written, '', #entries > 0 and entries or '' },
  })
end
redis.call('PUBLISH', ARGV[9], news)
return 'COMMITTED'
