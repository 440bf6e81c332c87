/** How long reads of instances are cached: by changes of their application, and by the size of their specs. */
import { describe, expect, test } from 'vitest';
import type { Application } from '../../../src/cmf/resources/application.ts';
import type { Instance } from '../../../src/cmf/resources/instance.ts';
import { createInstances } from '../../../src/mirror/instances.ts';
import { application, instance, specOf } from '../history/fixtures.ts';

const one: Application = { ...application({ current: 'a' }), name: 'one' };
const other: Application = { ...application({ current: 'x' }), name: 'other' };

/** Room for the specs of about two applications of three instances. */
const maxSpecBytes = 6 * 1_100;

function specOfKilobyte(): Instance['effectiveSpec'] {
  return specOf('running', { filler: 'x'.repeat(800) });
}

function given({ withSpecs = true } = {}) {
  const kept = new Map<string, readonly string[]>([
    ['one', ['a', 'b', 'c']],
    ['other', ['x', 'y', 'z']],
    ['third', ['p', 'q', 'r']],
  ]);
  const requested: string[] = [];
  const read = (uid: string, minute: number, spec: boolean) =>
    instance(uid, minute, 'RUNNING', { effectiveSpec: spec ? specOfKilobyte() : null });
  const instances = createInstances({
    now: () => 1,
    maxSpecBytes,
    reads: {
      list: async ({ name }) => {
        requested.push(`list ${name}`);
        return (kept.get(name) ?? []).map((uid, index) => read(uid, 10 - index, withSpecs));
      },
      get: async (_application, uid) => {
        requested.push(`get ${uid}`);
        return read(uid, 5, true);
      },
    },
  });
  return { instances, requested, kept };
}

describe('a list of instances', () => {
  test('is the same object for all callers until its application changes', async () => {
    const { instances, requested } = given();
    const first = await instances.list(one, 0);
    expect(instances.list(one, 0)).toBe(instances.list(one, 0));
    expect(first.map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);

    instances.invalidate(one, { ...one, currentInstance: 'b' });
    expect(await instances.list(one, 0)).not.toBe(first);
    expect(requested).toEqual(['list one', 'list one']);
  });

  test('keeps its specs when CMF omits them, even after a change', async () => {
    const { instances, requested } = given({ withSpecs: false });
    await instances.list(one, 0);
    expect(instances.peek(one, 'b', 0)).toBeUndefined();
    await instances.get(one, 'b', 0);
    instances.invalidate(one, { ...one, updatedAt: null });
    const again = await instances.list(one, 0);

    expect(again.map(({ uid, effectiveSpec }) => [uid, effectiveSpec !== null])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
    expect(instances.peek(one, 'b', 0)?.effectiveSpec).toEqual(specOfKilobyte());
    expect(requested).toEqual(['list one', 'get b', 'list one']);
  });

  test('loses only its specs when they are evicted', async () => {
    const { instances, requested } = given();
    const third: Application = { ...other, name: 'third' };
    await instances.list(one, 0);
    await instances.list(other, 0);
    // Read again, so that the other one is the least recently used.
    await instances.list(one, 0);
    await instances.list(third, 0);

    expect(instances.peek(one, 'a', 0)?.effectiveSpec).toEqual(specOfKilobyte());
    expect(instances.peek(other, 'x', 0)).toBeUndefined();
    const stripped = await instances.list(other, 0);
    expect(stripped.map(({ uid, effectiveSpec }) => [uid, effectiveSpec])).toEqual([
      ['x', null],
      ['y', null],
      ['z', null],
    ]);
    expect((await instances.get(other, 'x', 0))?.effectiveSpec).toEqual(specOfKilobyte());
    expect(requested).toEqual(['list one', 'list other', 'list third', 'get x']);
  });

  test('drops the instances of a deleted application', async () => {
    const { instances, requested } = given();
    await instances.list(one, 0);
    instances.invalidate(one, null);
    expect(instances.peekList(one, 0)).toBeUndefined();
    await instances.list(one, 0);
    expect(requested).toEqual(['list one', 'list one']);
  });
});
