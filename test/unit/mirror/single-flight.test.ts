import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSingleFlight } from '../../../src/mirror/single-flight.ts';

/** A read whose end is the test's business. */
interface Read {
  readonly key: string;
  readonly beganAt: number;
  readonly end: (outcome: 'ANSWER' | 'FAILURE') => void;
}

/** What one who asked was given: the read, whether it answered or failed. */
interface Asked {
  readonly key: string;
  readonly notBefore: number;
  given: { readonly read: Read; readonly outcome: 'ANSWER' | 'FAILURE' } | null;
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

  const begin = (key: string) => (): Promise<Read> => {
    const { promise, resolve, reject } = Promise.withResolvers<Read>();
    if (running.some((read) => read.key === key)) crowds.push(key);
    const read: Read = {
      key,
      beganAt: now,
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
    /** Keys of which a second read began while one was running. */
    crowds,
    get now() {
      return now;
    },
    turn(milliseconds: number) {
      now += milliseconds;
    },
    ask(key: string, notBefore = now): Asked {
      const asked: Asked = { key, notBefore, given: null };
      flight(key, notBefore, begin(key)).then(
        (read) => {
          asked.given = { read, outcome: 'ANSWER' };
        },
        (error: unknown) => {
          if (!(error instanceof ReadFailure)) throw error;
          asked.given = { read: error.read, outcome: 'FAILURE' };
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
    fc.record({ kind: fc.constant('ask'), key, age: fc.constantFrom(0, 1, 5, 2_000) }),
    fc.record({ kind: fc.constant('end'), nth: fc.nat(1), outcome: fc.constantFrom('ANSWER', 'FAILURE') }),
    fc.record({ kind: fc.constant('turn'), milliseconds: fc.integer({ min: 1, max: 5 }) }),
    // A few microtasks, or with 0 all there are: what is asked while an end is still being told of is the hard part.
    fc.record({ kind: fc.constant('settle'), ticks: fc.nat(4) }),
  );

  test('there is never more than one read of a key, and each who asks is given one that began late enough', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const reads = createReads();
        const all: Asked[] = [];
        for (const step of steps) {
          if (step.kind === 'turn') reads.turn(step.milliseconds);
          if (step.kind === 'end') reads.running[step.nth]?.end(step.outcome);
          if (step.kind === 'ask') all.push(reads.ask(step.key, reads.now - step.age));
          if (step.kind === 'settle') {
            if (step.ticks === 0) await settled();
            for (let tick = 0; tick < step.ticks; tick += 1) await Promise.resolve();
          }
        }
        await finishAll(reads);

        expect(reads.crowds).toEqual([]);
        for (const { key, notBefore, given } of all) {
          expect(given?.read.key).toBe(key);
          expect(given?.read.beganAt).toBeGreaterThanOrEqual(notBefore);
        }
        const given = new Set(all.map((asked) => asked.given?.read));
        expect(
          reads.began.every((read) => given.has(read)),
          'each read was for somebody',
        ).toBe(true);
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
    for (const { given } of late) expect(given?.read).toBe(reads.began[1]);
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
      expect(late.given?.read).toBe(reads.began[1]);
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
