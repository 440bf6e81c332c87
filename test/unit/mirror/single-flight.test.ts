import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAborted } from '../../../src/cmf/errors.ts';
import { createSingleFlight } from '../../../src/mirror/single-flight.ts';

/** A read whose end is the test's business. */
interface Read {
  readonly key: string;
  readonly beganAt: number;
  readonly signal: AbortSignal;
  readonly end: (outcome: 'ANSWER' | 'FAILURE') => void;
}

/** What one who asked was given: the read, whether it answered or failed; nothing who left before. */
interface Asked {
  readonly key: string;
  readonly notBefore: number;
  given: { readonly read: Read; readonly outcome: 'ANSWER' | 'FAILURE' } | 'NOTHING' | null;
}

function readGiven({ given }: Asked): Read | undefined {
  return given === null || given === 'NOTHING' ? undefined : given.read;
}

class ReadFailure extends Error {
  readonly read: Read;
  constructor(read: Read) {
    super('the read failed');
    this.read = read;
  }
}

/** Reads under the test's control, on a clock that the test turns. */
function createReads() {
  let now = 1_000;
  const running: Read[] = [];
  const began: Read[] = [];
  const crowds: string[] = [];
  const flight = createSingleFlight<Read>(() => now);

  // None of them ends by itself when it is aborted: nobody may have to wait for that.
  const begin =
    (key: string) =>
    (signal: AbortSignal): Promise<Read> => {
      const { promise, resolve, reject } = Promise.withResolvers<Read>();
      if (running.some((read) => read.key === key && !read.signal.aborted)) crowds.push(key);
      const read: Read = {
        key,
        beganAt: now,
        signal,
        end(outcome) {
          running.splice(running.indexOf(read), 1);
          if (outcome === 'ANSWER') resolve(read);
          else reject(new ReadFailure(read));
        },
      };
      running.push(read);
      began.push(read);
      return promise;
    };

  return {
    /** The reads that run now. */
    running,
    /** All reads, in the order in which they began. */
    began,
    /** Keys of which a second read began while one was running that was not aborted. */
    crowds,
    get now() {
      return now;
    },
    turn(milliseconds: number) {
      now += milliseconds;
    },
    /** Who brings no `interest` waits to the end. */
    ask(key: string, notBefore = now, interest?: AbortSignal): Asked {
      const asked: Asked = { key, notBefore, given: null };
      flight(key, notBefore, begin(key), interest).then(
        (read) => {
          asked.given = { read, outcome: 'ANSWER' };
        },
        (error: unknown) => {
          if (isAborted(error)) asked.given = 'NOTHING';
          else if (error instanceof ReadFailure) asked.given = { read: error.read, outcome: 'FAILURE' };
          else throw error;
        },
      );
      return asked;
    },
  };
}

/** Lets every promise that can go on do so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function finishAll(reads: ReturnType<typeof createReads>): Promise<void> {
  await settled();
  while (reads.running.length > 0) {
    for (const read of reads.running.slice()) read.end('ANSWER');
    await settled();
  }
}

describe('whatever is asked when', () => {
  const key = fc.constantFrom('a', 'b');
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('ask'),
      key,
      age: fc.constantFrom(0, 1, 5, 2_000),
      // As one of two who ask for many things and leave all of them at once, or as one who waits to the end.
      as: fc.constantFrom(null, 0, 1),
    }),
    fc.record({ kind: fc.constant('leave'), as: fc.constantFrom(0, 1) }),
    fc.record({ kind: fc.constant('end'), nth: fc.nat(1), outcome: fc.constantFrom('ANSWER', 'FAILURE') }),
    fc.record({ kind: fc.constant('turn'), milliseconds: fc.integer({ min: 1, max: 5 }) }),
    // A few microtasks, or with 0 all there are: what is asked while an end is still being told of is the hard part.
    fc.record({ kind: fc.constant('settle'), ticks: fc.nat(4) }),
  );

  test('there is never more than one read of a key, each who waits is given one that began late enough, and what nobody waits for is aborted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const reads = createReads();
        const all: Asked[] = [];
        const callers = [new AbortController(), new AbortController()];
        const left = new Set<Asked>();
        const bringing = new Map<Asked, AbortController>();
        const leave = (caller: AbortController) => {
          for (const [asked, by] of bringing) if (by === caller && asked.given === null) left.add(asked);
          caller.abort();
        };
        const ask = (key: string, notBefore: number, as: number | null) => {
          const caller = as === null ? undefined : callers[as];
          const asked = reads.ask(key, notBefore, caller?.signal);
          all.push(asked);
          if (caller) bringing.set(asked, caller);
        };
        for (const step of steps) {
          if (step.kind === 'turn') reads.turn(step.milliseconds);
          if (step.kind === 'end') reads.running[step.nth]?.end(step.outcome);
          if (step.kind === 'ask') ask(step.key, reads.now - step.age, step.as);
          if (step.kind === 'leave') {
            const caller = callers[step.as];
            if (caller) leave(caller);
            callers[step.as] = new AbortController();
          }
          if (step.kind === 'settle') {
            if (step.ticks === 0) await settled();
            for (let tick = 0; tick < step.ticks; tick += 1) await Promise.resolve();
          }
        }
        await finishAll(reads);

        expect(reads.crowds).toEqual([]);
        for (const asked of all) {
          if (left.has(asked) && asked.given === 'NOTHING') continue;
          const read = readGiven(asked);
          expect(read?.key).toBe(asked.key);
          expect(read?.beganAt).toBeGreaterThanOrEqual(asked.notBefore);
          expect(left.has(asked) || !read?.signal.aborted, 'not aborted under who waits').toBe(true);
        }
        const given = new Set(all.map(readGiven));
        expect(
          reads.began.every((read) => given.has(read) || read.signal.aborted),
          'each read was for somebody, or was aborted',
        ).toBe(true);
        for (const { signal } of [...callers, ...bringing.values()])
          expect(getEventListeners(signal, 'abort')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('while a read runs', () => {
  test('whom it is young enough for shares it', async () => {
    const reads = createReads();
    const first = reads.ask('a');
    reads.turn(10);
    const second = reads.ask('a', reads.now - 10);
    expect(reads.began).toHaveLength(1);
    await finishAll(reads);
    expect(second.given).toEqual(first.given);
    expect(reads.began).toHaveLength(1);
  });

  test('all whom it is too old for share one more, which begins when it has ended', async () => {
    const reads = createReads();
    reads.ask('a');
    reads.turn(10);
    const late = [reads.ask('a'), reads.ask('a'), reads.ask('a')];
    await settled();
    expect(reads.began).toHaveLength(1);
    reads.turn(10);
    reads.running[0]?.end('ANSWER');
    await settled();
    expect(reads.began.map(({ beganAt }) => beganAt)).toEqual([1_000, 1_020]);
    await finishAll(reads);
    for (const asked of late) expect(readGiven(asked)).toBe(reads.began[1]);
    expect(reads.began).toHaveLength(2);
  });

  test('whoever asks while its end is still being told of waits with those who waited', async () => {
    for (let ticks = 0; ticks < 10; ticks += 1) {
      const reads = createReads();
      reads.ask('a');
      reads.turn(1);
      reads.ask('a');
      reads.running[0]?.end('ANSWER');
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      const late = reads.ask('a');
      await finishAll(reads);
      expect(reads.crowds).toEqual([]);
      expect(readGiven(late)).toBe(reads.began[1]);
    }
  });

  test('other keys do not wait for it', () => {
    const reads = createReads();
    reads.ask('a');
    reads.ask('b');
    expect(reads.running.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});

describe('a read that fails', () => {
  test('fails for all who share it, and the next who asks begins another at once', async () => {
    const reads = createReads();
    const sharing = [reads.ask('a'), reads.ask('a')];
    reads.running[0]?.end('FAILURE');
    await settled();
    for (const { given } of sharing) expect(given).toEqual({ read: reads.began[0], outcome: 'FAILURE' });

    const next = reads.ask('a');
    expect(reads.running).toHaveLength(1);
    await finishAll(reads);
    expect(next.given).toEqual({ read: reads.began[1], outcome: 'ANSWER' });
  });

  test('does not fail for those who wait for the next one', async () => {
    const reads = createReads();
    reads.ask('a');
    reads.turn(1);
    const waiting = reads.ask('a');
    reads.running[0]?.end('FAILURE');
    await settled();
    expect(waiting.given).toBeNull();
    await finishAll(reads);
    expect(waiting.given).toEqual({ read: reads.began[1], outcome: 'ANSWER' });
  });
});

describe('whoever does not wait any more', () => {
  test('hears so at once, and the read goes on for the others', async () => {
    const reads = createReads();
    const caller = new AbortController();
    const leaving = reads.ask('a', reads.now, caller.signal);
    const staying = reads.ask('a', reads.now, new AbortController().signal);
    caller.abort();
    await settled();
    expect(leaving.given).toBe('NOTHING');
    expect(reads.began[0]?.signal.aborted).toBe(false);
    await finishAll(reads);
    expect(staying.given).toEqual({ read: reads.began[0], outcome: 'ANSWER' });
  });

  test('ends the read when nobody else does, and who comes then has one of its own at once', async () => {
    const reads = createReads();
    const [one, other] = [new AbortController(), new AbortController()];
    for (const { signal } of [one, other, one]) reads.ask('a', reads.now, signal);
    one.abort();
    expect(reads.began[0]?.signal.aborted).toBe(false);
    other.abort();
    expect(reads.began[0]?.signal.aborted).toBe(true);

    const next = reads.ask('a', 0);
    expect(reads.began).toHaveLength(2);
    reads.began[0]?.end('ANSWER');
    await settled();
    // The end of the one that was given up is nobody's, and takes nothing away from the one that runs.
    expect(next.given).toBeNull();
    reads.ask('a', 0);
    expect(reads.began).toHaveLength(2);
    await finishAll(reads);
    expect(readGiven(next)).toBe(reads.began[1]);
  });

  test('ends no read that somebody waits for to the end', async () => {
    const reads = createReads();
    const caller = new AbortController();
    reads.ask('a', reads.now, caller.signal);
    reads.ask('a');
    caller.abort();
    expect(reads.began[0]?.signal.aborted).toBe(false);
    await finishAll(reads);
  });

  test('leaves the way free for those who waited for the next read', async () => {
    const reads = createReads();
    const caller = new AbortController();
    reads.ask('a', reads.now, caller.signal);
    reads.turn(1);
    const next = reads.ask('a');
    caller.abort();
    await settled();
    expect(reads.began).toHaveLength(2);
    await finishAll(reads);
    expect(readGiven(next)).toBe(reads.began[1]);
  });

  test('has nothing read that had not begun', async () => {
    const reads = createReads();
    const caller = new AbortController();
    reads.ask('a');
    reads.turn(1);
    const waiting = reads.ask('a', reads.now, caller.signal);
    caller.abort();
    const late = reads.ask('b', reads.now, caller.signal);
    await finishAll(reads);
    expect([waiting.given, late.given]).toEqual(['NOTHING', 'NOTHING']);
    expect(reads.began).toHaveLength(1);
  });

  test('is listened to no longer than the read takes, and once for each', async () => {
    const reads = createReads();
    const { signal } = new AbortController();
    for (let times = 0; times < 100; times += 1) reads.ask('a', reads.now, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    reads.running[0]?.end('FAILURE');
    await settled();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

test('a read is as old as its beginning, not as the moment when it first waited', async () => {
  let now = 0;
  let reads = 0;
  const flight = createSingleFlight<number>(() => now);
  const { promise, resolve } = Promise.withResolvers<void>();
  const read = async () => {
    const nth = ++reads;
    now += 5;
    await promise;
    return nth;
  };
  const first = flight('a', 0, read);
  const second = flight('a', 3, read);
  resolve();
  expect([await first, await second]).toEqual([1, 2]);
});
