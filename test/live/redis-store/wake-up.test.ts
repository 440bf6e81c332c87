/** The pub/sub message of a commit: when a replica applies it, and when it reads the journal. */
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { application, dev, refresh, transition } from '../fixtures.ts';
import { eventsOf, lines, open, seenBy, state, stranger } from './fixtures.ts';

describe('a wake-up', () => {
  it('contains a small commit, which a replica with the previous state applies without a read', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy, { heartbeatMs: 60_000 });
    await using other = await open(redis);
    const heard = eventsOf(store);
    await refresh(other, { one: 'CREATED' });
    await until(() => heard.length === 1);
    // Redis does not respond to the store from here on.
    proxy.halfOpen(0);
    await refresh(other, { one: 'RUNNING', two: 'CREATED' });
    await refresh(other, { one: 'RUNNING', two: 'CREATED' }, { observedAt: 2_000 });
    await until(() => store.view.environment(dev).observedAt === 2_000);
    expect(lines(heard)).toEqual(['one: none -> CREATED', 'one: CREATED -> RUNNING', 'two: none -> CREATED']);
    expect(store.view.environment(dev)).toEqual(other.view.environment(dev));
    expect(store.view.position).toEqual(other.view.position);
  });

  it.each([
    ['is large', { args: ['x'.repeat(70_000)] }],
    ['removes something', null],
  ])('of a commit that %s causes a read', async (_, spec) => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { heartbeatMs: 60_000 });
    await using other = await open(redis);
    await refresh(other, { one: 'CREATED' });
    await until(() => 'one' in seenBy(store));
    const messages = await wakeUps(someone);
    const next = spec && { ...application('one', 'RUNNING'), spec };
    const { revision: base } = other.view.environment(dev);
    const applications = [
      { name: 'one', application: next, transitions: [transition('one', 'CREATED', 'RUNNING')] },
    ];
    await other.commit({ environment: dev, base, observedAt: 2_000, complete: true, applications });
    await until(() => store.view.environment(dev).observedAt === 2_000);
    expect(messages).toEqual([expect.stringMatching(/^\d+$/)]);
    expect(store.view.environment(dev)).toEqual(other.view.environment(dev));
  });

  it.each([
    ['the very next thing', {}],
    ['of another epoch', { epoch: 'other' }],
    ['of another Redis', { server: 'other' }],
    ['of later, after something that was missed', { after: 1 }],
    ['of earlier, before something that is known', { after: -1 }],
    ['after a journal entry that was missed', { sequence: 1 }],
  ] as const)('is applied or not: %s', async (_, wrong: Wrong) => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { heartbeatMs: 60_000 });
    const messages = await wakeUps(someone);
    const labels: unknown[] = [];
    store.onCommit(({ applications }) => {
      for (const { next } of applications) if (next?.name === 'one') labels.push(next.labels);
    });
    await refresh(store, { one: 'RUNNING' });
    await until(() => messages.length === 1);
    // Ends after any read that the first message started: during a read no message is applied.
    await store.journal.read({ epoch: 'unknown', sequence: 0 });
    await someone.publish(`${state}wake`, madeUp(messages[0] ?? '', wrong));
    // Arrives after the first message.
    await using other = await open(redis);
    await refresh(other, { two: 'RUNNING' });
    await until(() => 'two' in seenBy(store));
    expect(labels).toEqual(Object.keys(wrong).length === 0 ? [{}, { made: 'up' }] : [{}]);
  });

  it('may be repeated: each entry is delivered once and in order', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { heartbeatMs: 60_000 });
    await using other = await open(redis, { heartbeatMs: 60_000 });
    const messages = await wakeUps(someone);
    const heard = eventsOf(store);
    const expected: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ name: fc.constantFrom('one', 'two'), repeated: fc.array(fc.nat(), { maxLength: 4 }) }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        async (steps) => {
          for (const { name, repeated } of steps) {
            const was = seenBy(other)[name];
            const is = was === 'RUNNING' ? 'FAILED' : 'RUNNING';
            expected.push(`${name}: ${was ?? 'none'} -> ${is}`);
            const reported = repeated.map(
              (index) => messages[index % messages.length] ?? 'an unknown message',
            );
            await Promise.all([
              refresh(other, { ...seenBy(other), [name]: is }),
              ...reported.map((message) => someone.publish(`${state}wake`, message)),
            ]);
          }
          await until(() => heard.length === expected.length);
          expect(lines(heard)).toEqual(expected);
          expect(store.view.environment(dev)).toEqual(other.view.environment(dev));
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);
});

/** The messages on the wake-up channel from now on. */
async function wakeUps(someone: Redis): Promise<readonly string[]> {
  const messages: string[] = [];
  const listener = someone.duplicate();
  await listener.subscribe(`${state}wake`);
  listener.on('message', (_channel: string, message: string) => messages.push(message));
  someone.once('end', () => listener.disconnect());
  return messages;
}

interface Wrong {
  readonly epoch?: string;
  readonly server?: string;
  readonly after?: number;
  readonly sequence?: number;
}

/** The message that would follow a wake-up with one application: another label of it, without a journal entry. */
function madeUp(message: string, wrong: Wrong): string {
  const [epoch, server, whole, clock, sequence, written] = JSON.parse(message).read;
  const [name, revision, value] = written[0];
  const record = JSON.parse(value);
  const next = { ...record, application: { ...record.application, labels: { made: 'up' } } };
  return JSON.stringify({
    after: String(Number(clock) + (wrong.after ?? 0)),
    read: [
      wrong.epoch ?? epoch,
      wrong.server ?? server,
      whole,
      String(Number(clock) + 1),
      String(Number(sequence) + (wrong.sequence ?? 0)),
      [[name, String(Number(revision) + 1), JSON.stringify(next)]],
      '',
      '',
    ],
  });
}
