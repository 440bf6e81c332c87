-- Commits an environment: the rule of accept-commit.ts, then state, journal and announcement in one atomic step.
-- ARGV: epoch, server, the next epoch if the journal must restart, head record, base, observedAt, complete (1 or 0),
--       journal length, wake channel, restart the journal (1 or 0), then for each application: record, JSON ('' when it is gone),
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

local accepted, transitions, removes = {}, {}, false
local i = 11
while i <= #ARGV do
  local count = tonumber(ARGV[i + 2])
  if revision_of(ARGV[i]) <= base then
    accepted[#accepted + 1] = { record = ARGV[i], value = ARGV[i + 1] }
    removes = removes or ARGV[i + 1] == ''
    for j = i + 3, i + 2 + count do
      transitions[#transitions + 1] = ARGV[j]
    end
  end
  i = i + 3 + count
end
if not complete and #accepted == 0 then
  return 'CONFLICT'
end

local clock_before = redis.call('HGET', meta, 'clock') or '0'
local clock = next_number(tonumber(clock_before))
local new_revision = clock
local written, entries, size = {}, {}, 0

-- The journal first, as only XADD can fail: another writer may have added an entry with a higher id.
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

for _, application in ipairs(accepted) do
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

if ARGV[10] == '1' then
  renew(ARGV[3])
  redis.call('PUBLISH', ARGV[9], text(clock))
  return 'COMMITTED'
end

-- A small commit is published whole, in the form that pull.lua returns to a replica at the state before it. Escaping
-- can double its length; the bound leaves room in the output buffer that Redis keeps for a stalled subscriber.
local message = text(clock)
if size <= 65536 and not removes then
  message = cjson.encode({
    after = clock_before,
    read = { ARGV[1], ARGV[2], 0, text(clock), previous, written, '', #entries > 0 and entries or '' },
  })
end
redis.call('PUBLISH', ARGV[9], message)
return 'COMMITTED'
