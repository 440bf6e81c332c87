/** Two replicas that write at the same time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../src/live/journal.ts';
import { accept } from '../../../src/store/accept-commit.ts';
import { type EnvironmentView, unread } from '../../../src/store/view.ts';
import { until } from '../../support/until.ts';
import { describeTransition, dev, journal, read, refresh } from '../fixtures.ts';
import { describeEvent, eventsOf, seenBy, useStores } from './fixtures.ts';

describe.each(useStores())('a store in %s', (_kind, open) => {
  it('produces each transition once for two concurrent refreshes', async () => {
    await using replicas = await open();
    const { a, b } = replicas;
    const start = await a.journal.tail();
    const rounds = ['CREATED', 'RUNNING', 'FAILING', 'FAILED', 'CREATED', 'RUNNING'];
    for (const state of rounds) {
      const said = { one: state, two: state };
      const results = await Promise.all([refresh(a, said), refresh(b, said)]);
      expect(results).toContain('COMMITTED');
      await until(() => seenBy(a)['one'] === state && seenBy(b)['one'] === state);
    }
    const heard = await journal(a, start);
    expect(heard).toHaveLength(2 * rounds.length);
    expect(new Set(heard.filter((line) => line.startsWith('one')))).toEqual(
      new Set([
        'one: none -> CREATED',
        'one: CREATED -> RUNNING',
        'one: RUNNING -> FAILING',
        'one: FAILING -> FAILED',
        'one: FAILED -> CREATED',
      ]),
    );
    await until(async () => isSame(await journal(b, start), heard));
  });

  it('follows its rule for any interleaving of two writers', async () => {
    const name = fc.constantFrom('one', 'two', 'three');
    const state = fc.option(fc.constantFrom('CREATED', 'RUNNING', 'FAILED'), { freq: 4 });
    const step = fc.record({
      writer: fc.constantFrom<'a' | 'b'>('a', 'b'),
      // CMF is read, and the result is committed only some steps later.
      said: fc.option(fc.dictionary(name, state, { maxKeys: 3 }), { freq: 2 }),
      complete: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), async (steps) => {
        await using replicas = await open();
        const heard = { a: eventsOf(replicas.a), b: eventsOf(replicas.b) };
        const begun: { a?: ReturnType<typeof read>; b?: ReturnType<typeof read> } = {};
        let model: EnvironmentView = unread;
        const expected: string[] = [];

        for (const { writer, said, complete } of steps) {
          const store = replicas[writer];
          const commit = begun[writer];
          if (said || !commit) {
            begun[writer] = read(store.view.environment(dev), said ?? {}, { complete });
            continue;
          }
          delete begun[writer];
          const result = await store.commit(commit);
          const after = store.view.environment(dev);
          const accepted = accept(model, commit, after.revision);
          expect(result).toBe(accepted ? 'COMMITTED' : 'CONFLICT');
          if (!accepted) continue;
          model = accepted.next;
          expect(after).toEqual(model);
          const transitions = accepted.applications.flatMap((written) => written.transitions);
          expected.push(...transitions.map(describeTransition));
        }
        for (const writer of ['a', 'b'] as const) {
          await until(() => replicas[writer].view.environment(dev).revision === model.revision);
          expect(heard[writer].map(describeEvent)).toEqual(expected);
          expect(replicas[writer].view.environment(dev)).toEqual(model);
        }
        expectChains(heard.a);
      }),
      { numRuns: 40 },
    );
  });
});

/** Each application's transitions lead from one to the next, at positions that grow. */
function expectChains(events: readonly JournalEvent[]): void {
  const last = new Map<string, string>();
  let sequence = 0;
  for (const event of events) {
    if ('restart' in event) continue;
    expect(event.position.sequence).toBeGreaterThan(sequence);
    sequence = event.position.sequence;
    const { application: name, from, to } = event.transition;
    expect(from?.jobState?.raw ?? 'none').toBe(last.get(name) ?? 'none');
    last.set(name, to?.jobState?.raw ?? 'none');
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}
