/** The parts that are read from a stack trace. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classOf, messageOf, rootCauseOf, shortened } from '../../../src/flink/stack-trace.ts';

const nested = [
  'org.apache.flink.runtime.JobException: Recovery is suppressed',
  '\tat A.a(A.java:1)',
  '\tSuppressed: java.lang.Exception: closing',
  '\t\tat B.b(B.java:1)',
  '\tCaused by: java.io.IOException: of the suppressed one',
  'Caused by: java.lang.IllegalStateException: middle',
  '\t... 2 more',
  'Caused by: java.io.IOException: connection reset by peer',
  '\t... 17 more',
  '',
].join('\n');

describe('a stack trace', () => {
  test('has its first line as its message, and the innermost cause as its root cause', () => {
    expect(messageOf(nested)).toBe('org.apache.flink.runtime.JobException: Recovery is suppressed');
    expect(rootCauseOf(nested)).toBe('java.io.IOException: connection reset by peer');
    expect(classOf(nested)).toBe('org.apache.flink.runtime.JobException');
  });

  test('without a cause is its own root cause; suppressed exceptions are none', () => {
    expect(rootCauseOf('java.lang.Error: a\n\tSuppressed: X: b\n\tCaused by: Y: c')).toBe(
      'java.lang.Error: a',
    );
    expect(rootCauseOf('a\r\nCaused by: b\r\n\t... 1 more')).toBe('b');
  });

  test('that is empty has no message', () => {
    for (const read of [messageOf, rootCauseOf, classOf]) expect(read(' \n')).toBeNull();
    expect(classOf('something else happened')).toBeNull();
  });

  test('has a root cause of one bounded line, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5_000 }), fc.string({ maxLength: 5_000 }), (first, cause) => {
        const rootCause = rootCauseOf(`${first}\nCaused by: ${cause}`);
        expect(rootCause ?? '').not.toContain('\n');
        expect(rootCause?.length ?? 0).toBeLessThanOrEqual(2_001);
      }),
    );
  });
});

describe('a long stack trace', () => {
  test('keeps its start and its end; a short one stays the same', () => {
    expect(shortened(nested)).toBe(nested);
    const long = `start${'x'.repeat(100_000)}end`;
    const text = shortened(long);
    expect(text).toMatch(/^startx+\n… \(34472 characters omitted\)\nx+end$/);
  });

  test('stays well-formed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30_000, max: 40_000 }), (length) => {
        expect(shortened(`${'x'.repeat(length % 2)}${'😀'.repeat(length)}`).isWellFormed()).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
