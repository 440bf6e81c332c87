import { expect, test } from 'vitest';
import {
  createOperationNames,
  type RankedName,
} from '../../../../src/observability/meters/operation-names.ts';

interface Name extends RankedName {
  hidden: number;
}

const create = (): Name => ({
  isShown: false,
  uses: 0,
  hidden: 0,
  hide() {
    this.hidden += 1;
  },
});

function open(maxShown: number, trusted: readonly string[] = []) {
  const names = createOperationNames<Name>({
    isTrusted: (key) => trusted.includes(key),
    maxShown,
    maxCounted: 3,
  });
  const use = (key: string, uses: number) => {
    for (let use = 0; use < uses; use += 1) names.get(key, create).uses += 1;
    return names.get(key, create);
  };
  return { names, use };
}

test('the first names are shown, later ones are not', () => {
  const { use } = open(2);
  expect(['a', 'b', 'c'].map((key) => use(key, 1).isShown)).toEqual([true, true, false]);
});

test('a ranking replaces rare names by frequent ones', () => {
  const { names, use } = open(2);
  const [a, b] = [use('a', 10), use('b', 1)];
  const c = use('c', 5);
  names.rank();
  expect([a.isShown, b.isShown, c.isShown]).toEqual([true, false, true]);
  expect([a.hidden, b.hidden, c.hidden]).toEqual([0, 1, 0]);
});

test('names of similar frequency stay shown', () => {
  const { names, use } = open(1);
  const a = use('a', 10);
  use('b', 15);
  names.rank();
  expect(a.isShown).toBe(true);
});

test('recently frequent names replace formerly frequent ones', () => {
  const { names, use } = open(1);
  const a = use('a', 100);
  for (let ranking = 0; ranking < 10; ranking += 1) names.rank();
  const b = use('b', 10);
  names.rank();
  expect([a.isShown, b.isShown]).toEqual([false, true]);
});

test('trusted names are always shown, and do not count against the maximum', () => {
  const { names, use } = open(1, ['trusted']);
  const a = use('a', 1);
  const trusted = use('trusted', 0);
  use('b', 50);
  names.rank();
  expect(trusted.isShown).toBe(true);
  expect(a.isShown).toBe(false);
});

test('a flood of other names does not prevent that a frequent one is shown', () => {
  const { names, use } = open(1);
  use('first', 1);
  for (let index = 0; index < 100; index += 1) {
    use(`random${index}`, 1);
    use('frequent', 1);
  }
  names.rank();
  expect(names.get('frequent', create).isShown).toBe(true);
});
