import { describe, expect, test } from 'vitest';
import { CmfError, type CmfFailure } from '../../../src/cmf/errors.ts';
import { type BreakerOptions, createBreaker } from '../../../src/mirror/refresh/circuit-breaker.ts';

const down = errorOf('UNREACHABLE');

function errorOf(failure: CmfFailure, status: number | null = null): CmfError {
  return new CmfError({ operation: 'listApplications', failure, status, retryable: true, message: failure });
}

/** A CMF that the test sets up or down, behind a breaker with threshold 3 and a cool-down from 1 s to 8 s. */
function createCmf(options: BreakerOptions = {}) {
  let now = 1_000_000;
  let calls = 0;
  const breaker = createBreaker({
    threshold: 3,
    coolDownMs: 1_000,
    maxCoolDownMs: 8_000,
    now: () => now,
    ...options,
  });

  const outcomeOf = (answer: Promise<string>) => answer.catch((error: unknown) => error);
  return {
    breaker,
    /** Calls that reached CMF. */
    get calls() {
      return calls;
    },
    turn(milliseconds: number) {
      now += milliseconds;
    },
    /** The outcome of a call that CMF ends in this way: a response unless an error is given. */
    call(error?: CmfError): Promise<unknown> {
      const answer = breaker.run(async () => {
        calls += 1;
        if (error !== undefined) throw error;
        return 'answer';
      });
      return outcomeOf(answer);
    },
    /** A call that CMF has not ended yet. */
    begin() {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const outcome = outcomeOf(
        breaker.run(() => {
          calls += 1;
          return promise;
        }),
      );
      return {
        succeed: () => {
          resolve('answer');
          return outcome;
        },
        fail: (error: CmfError) => {
          reject(error);
          return outcome;
        },
      };
    },
    async open() {
      for (let failure = 0; failure < 3; failure += 1) await this.call(down);
    },
  };
}

describe('a closed circuit', () => {
  test('opens after as many failures in a row as its threshold', async () => {
    const cmf = createCmf();
    await cmf.call(down);
    await cmf.call(down);
    expect(cmf.breaker.isOpen).toBe(false);
    expect(await cmf.call(down)).toBe(down);
    expect(cmf.breaker.isOpen).toBe(true);
  });

  test('passes on the responses of CMF', async () => {
    const cmf = createCmf();
    expect(await cmf.call()).toBe('answer');
    const refused = errorOf('STATUS', 403);
    expect(await cmf.call(refused)).toBe(refused);
  });

  test.each([
    ['no connection', errorOf('UNREACHABLE')],
    ['no response in time', errorOf('TIMEOUT')],
    ['500', errorOf('STATUS', 500)],
    ['503', errorOf('STATUS', 503)],
  ])('counts %s as a failure', async (_, error) => {
    const cmf = createCmf();
    for (let call = 0; call < 3; call += 1) await cmf.call(error);
    expect(cmf.breaker.isOpen).toBe(true);
  });

  test.each([
    ['a response', undefined],
    ['400', errorOf('STATUS', 400)],
    ['401', errorOf('STATUS', 401)],
    ['404', errorOf('STATUS', 404)],
    ['429', errorOf('STATUS', 429)],
    ['a malformed response', errorOf('MALFORMED', 200)],
  ])('resets its count after %s, because CMF responds', async (_, error) => {
    const cmf = createCmf();
    for (const end of [down, down, error, down, down]) await cmf.call(end);
    expect(cmf.breaker.isOpen).toBe(false);
    await cmf.call(down);
    expect(cmf.breaker.isOpen).toBe(true);
  });

  test('ignores a call that its caller aborted', async () => {
    const cmf = createCmf();
    for (const end of [down, down, errorOf('ABORTED'), down]) await cmf.call(end);
    expect(cmf.breaker.isOpen).toBe(true);
  });
});

describe('an open circuit', () => {
  test('fails at once with the failure that opened it, without a call to CMF', async () => {
    const cmf = createCmf();
    await cmf.call(down);
    await cmf.call(down);
    const last = errorOf('TIMEOUT');
    await cmf.call(last);
    cmf.turn(999);
    expect(await cmf.call()).toBe(last);
    expect(cmf.calls).toBe(3);
  });

  test('passes one trial call after its cool-down, and no other call until that has ended', async () => {
    const cmf = createCmf();
    await cmf.open();
    cmf.turn(1_000);
    expect(cmf.breaker.isOpen).toBe(false);
    const trial = cmf.begin();
    expect(cmf.breaker.isOpen).toBe(true);
    cmf.turn(60_000);
    expect(await cmf.call()).toBe(down);
    expect(cmf.calls).toBe(4);
    expect(await trial.succeed()).toBe('answer');
    expect(await cmf.call()).toBe('answer');
  });

  test('closes when the trial succeeds, and requires the whole threshold to open again', async () => {
    const cmf = createCmf();
    await cmf.open();
    cmf.turn(1_000);
    await cmf.call(errorOf('STATUS', 404));
    await cmf.call(down);
    await cmf.call(down);
    expect(cmf.breaker.isOpen).toBe(false);
  });

  test('doubles its open time after each failed trial, up to a bound, and resets it when it closes', async () => {
    const cmf = createCmf();
    const coolDown = async () => {
      let milliseconds = 0;
      while (cmf.breaker.isOpen) {
        cmf.turn(100);
        milliseconds += 100;
      }
      return milliseconds;
    };
    await cmf.open();
    const coolDowns: number[] = [];
    for (let trial = 0; trial < 6; trial += 1) {
      coolDowns.push(await coolDown());
      await cmf.call(down);
    }
    expect(coolDowns).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);

    await coolDown();
    await cmf.call();
    await cmf.open();
    expect(await coolDown()).toBe(1_000);
  });

  test('allows another trial when the caller of a trial aborts it', async () => {
    const cmf = createCmf();
    await cmf.open();
    cmf.turn(1_000);
    await cmf.call(errorOf('ABORTED'));
    expect(cmf.breaker.isOpen).toBe(false);
    expect(await cmf.call()).toBe('answer');
    expect(cmf.breaker.isOpen).toBe(false);
  });

  test('is not held open longer by calls that had begun before it opened', async () => {
    const cmf = createCmf();
    const crowd = Array.from({ length: 20 }, () => cmf.begin());
    for (const call of crowd.slice(0, 10)) await call.fail(down);
    expect(cmf.breaker.isOpen).toBe(true);
    cmf.turn(900);
    for (const call of crowd.slice(10)) await call.fail(down);
    cmf.turn(100);
    expect(cmf.breaker.isOpen).toBe(false);
  });

  test('is closed by the response to a call that had begun before it opened', async () => {
    const cmf = createCmf();
    const slow = cmf.begin();
    await cmf.open();
    await slow.succeed();
    expect(cmf.breaker.isOpen).toBe(false);
  });

  test('allows another trial when a trial has no response within its time limit', async () => {
    const cmf = createCmf({ trialMs: 2_000 });
    await cmf.open();
    cmf.turn(1_000);
    const hanging = cmf.begin();
    cmf.turn(1_999);
    expect(await cmf.call()).toBe(down);
    cmf.turn(1);
    const next = cmf.begin();
    expect(await cmf.call()).toBe(down);
    await hanging.fail(down);
    expect(await cmf.call(), 'the later trial still runs').toBe(down);
    await next.succeed();
    expect(cmf.breaker.isOpen).toBe(false);
  });

  test('reports once that it is closed again', async () => {
    let closed = 0;
    const cmf = createCmf({ onClose: () => (closed += 1) });
    await cmf.call();
    await cmf.open();
    expect(closed).toBe(0);
    cmf.turn(1_000);
    await cmf.call();
    await cmf.call();
    expect(closed).toBe(1);
  });
});
