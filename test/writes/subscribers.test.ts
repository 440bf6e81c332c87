/** Subscribers have the change that a write causes before the write returns. */
import { expect, test } from 'vitest';
import { createCmfClient } from '../../src/cmf/client.ts';
import type { JournalEvent } from '../../src/live/journal.ts';
import { createMirror } from '../../src/mirror/mirror.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { createRedisStore } from '../../src/store/redis/store.ts';
import { createWriteService } from '../../src/writes/write-service.ts';
import { startRedis } from '../support/redis.ts';
import { startOrders } from './fixtures.ts';

const never = 86_400_000;

test.for(['memory', 'Redis'])('with the store in %s', async (kind) => {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.adopt(await startOrders(), (started) => started.close());
  const cmf = opening.adopt(createCmfClient({ url: emulator.url }), (client) => client.close());
  const store = opening.use(
    kind === 'memory'
      ? await createMemoryStore({ journalLength: 100 })
      : await createRedisStore({
          url: opening.use(await startRedis()).url,
          prefix: 'test',
          journalLength: 100,
        }),
  );
  // It does not poll, so the change can only come from the write.
  const intervals = { maxAgeMs: never, refreshActiveMs: never, refreshIdleMs: never, leaseMs: never };
  const mirror = opening.use(createMirror({ cmf, store, ...intervals }));
  await mirror.firstRefresh;
  const published: JournalEvent[] = [];
  mirror.hub.subscribe({
    queued: 0,
    onEvents: (events) => published.push(...events),
    onCheckpoint: () => undefined,
  });
  const ignored = () => undefined;
  const writes = createWriteService({
    cmf,
    callerCmf: null,
    log: store.writes,
    archive: store.archive,
    maxPerMinute: 60,
    cmfTimeoutMs: 10_000,
    leaseMs: 10_000,
    onEnd: ignored,
    onUnreadable: ignored,
    onRefused: ignored,
  }).forCaller({
    reads: mirror,
    authorization: undefined,
    identity: 'GATEWAY',
    actor: null,
    principal: 'anonymous',
    requestId: 'request-1',
  });
  const target = { environment: 'dev1', application: 'orders', savepoint: null };
  const steps = writes.applications.delete({ environment: 'dev1', name: 'orders' }, { force: false });
  const requested = {
    kind: 'DELETE_APPLICATION' as const,
    target,
    reason: null,
    idempotencyKey: null,
    input: {},
  };
  expect(await writes.run(requested, steps)).toMatchObject({ problems: [] });
  expect(published).toMatchObject([{ transition: { application: 'orders', to: null } }]);
});
