/** A response is not cached if the mirror changed during its execution. */
import { describe, expect, test } from 'vitest';
import type { Application } from '../../../src/cmf/resources/application.ts';
import type { Instance } from '../../../src/cmf/resources/instance.ts';
import { createTrace } from '../../../src/graphql/response-cache/trace.ts';
import type { Observed, Reads } from '../../../src/mirror/reads-interface.ts';
import { application } from '../../live/fixtures.ts';

/** A mirror whose content each test defines. */
function createMirror() {
  const held = {
    application: application('orders') as Application | null,
    observedAt: 1,
    instances: [] as readonly Instance[],
    version: 0,
  };
  const reads = {
    application: (): Observed<Application> | null =>
      held.application && { value: held.application, observedAt: held.observedAt, stale: false },
    instances: () => held.instances,
  } as unknown as Reads;
  return { held, reads, trace: createTrace(reads, () => held.version) };
}

describe('a trace', () => {
  test('is valid while its reads return the same, at any age', () => {
    const { held, reads, trace } = createMirror();
    void trace.reads.application('dev', 'orders');
    held.observedAt = 2;
    expect(trace.isValidFor(reads)).toBe(true);
    held.application = application('orders', 'FAILED');
    expect(trace.isValidFor(reads)).toBe(false);
  });

  test('of a missing resource is valid until the resource exists', () => {
    const { held, reads, trace } = createMirror();
    held.application = null;
    void trace.reads.application('dev', 'orders');
    expect(trace.isValidFor(reads)).toBe(true);
    held.application = application('orders');
    expect(trace.isValidFor(reads)).toBe(false);
  });

  test('of an application that changed between two reads is invalid', () => {
    const { held, trace } = createMirror();
    void trace.reads.application('dev', 'orders');
    void trace.reads.application('dev', 'orders');
    expect(trace.isUncacheable).toBe(false);
    held.application = application('orders', 'FAILED');
    void trace.reads.application('dev', 'orders');
    expect(trace.isUncacheable).toBe(true);
  });

  test('of instances that were read again between two reads is invalid', () => {
    const { held, reads, trace } = createMirror();
    void trace.reads.instances(application('orders'));
    held.version += 1;
    void trace.reads.instances(application('payments'));
    expect(trace.isValidFor(reads)).toBe(false);
  });

  test('counts each resource once', () => {
    const { trace } = createMirror();
    for (const name of ['orders', 'orders', 'payments']) void trace.reads.application('dev', name);
    expect(trace.size).toBe(2);
  });
});
