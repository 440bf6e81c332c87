/** Reads that the tests end, on a clock that the tests advance. */
import { isAborted } from '../../../../src/cmf/errors.ts';
import { createSingleFlight } from '../../../../src/mirror/single-flight.ts';

/** A read that the test ends. */
export interface Read {
  readonly key: string;
  readonly beganAt: number;
  readonly signal: AbortSignal;
  readonly end: (outcome: 'ANSWER' | 'FAILURE') => void;
}

/**
 * The outcome for one caller: the read that ended, with its response or failure; undefined for a caller that stopped
 * waiting before.
 */
export interface Call {
  readonly key: string;
  readonly notBefore: number;
  given: { readonly read: Read; readonly outcome: 'ANSWER' | 'FAILURE' } | 'NOTHING' | null;
}

export function readGiven({ given }: Call): Read | undefined {
  return given === null || given === 'NOTHING' ? undefined : given.read;
}

class ReadFailure extends Error {
  readonly read: Read;
  constructor(read: Read) {
    super('the read failed');
    this.read = read;
  }
}

/** Reads under the test's control, on a clock that the test advances. */
export function createReads() {
  let now = 1_000;
  const running: Read[] = [];
  const began: Read[] = [];
  const crowds: string[] = [];
  const flight = createSingleFlight<Read>(() => now);

  // An abort does not end them: no caller may depend on that.
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
    /** A caller without `interest` waits to the end. */
    call(key: string, notBefore = now, interest?: AbortSignal): Call {
      const requested: Call = { key, notBefore, given: null };
      flight(key, notBefore, begin(key), interest).then(
        (read) => {
          requested.given = { read, outcome: 'ANSWER' };
        },
        (error: unknown) => {
          if (isAborted(error)) requested.given = 'NOTHING';
          else if (error instanceof ReadFailure) requested.given = { read: error.read, outcome: 'FAILURE' };
          else throw error;
        },
      );
      return requested;
    },
  };
}

/** Runs all pending microtasks. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export async function finishAll(reads: ReturnType<typeof createReads>): Promise<void> {
  await settled();
  while (reads.running.length > 0) {
    for (const read of reads.running.slice()) read.end('ANSWER');
    await settled();
  }
}
