/** Input that is refused before anything is sent, each with a code and the path of the invalid part. */
import { expect, test } from 'vitest';
import { Apply, applyInput, openOrders, ordersUids, specWith, writesTo } from './fixtures.ts';

const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });

test('input that is not valid is refused with a code and a path', async () => {
  await using world = await openOrders({
    env: { MAX_BODY_BYTES: '4000000', MAX_VARIABLES_BYTES: '4000000' },
  });
  const { emulator, gateway } = world;
  const spec = specWith(emulator, { parallelism: 2 });
  const sent = writesTo(emulator);
  const cases: readonly (readonly [name: string, input: object, code: string, path: readonly string[]])[] = [
    ['an unknown environment', { environment: 'nowhere', spec }, 'NOT_FOUND', ['environment']],
    ['a name with capitals', { name: 'Orders', spec }, 'BAD_USER_INPUT', ['name']],
    ['a short name', { name: 'abc', spec }, 'BAD_USER_INPUT', ['name']],
    ['a spec that is a list', { spec: [] }, 'BAD_USER_INPUT', ['spec']],
    ['a spec that is a text', { spec: 'x' }, 'BAD_USER_INPUT', ['spec']],
    ['a masked value', { spec: { ...spec, image: '(redacted)' } }, 'REDACTED_VALUE', ['spec', 'image']],
    ['a large spec', { spec: { ...spec, image: 'x'.repeat(1_000_001) } }, 'SPEC_TOO_LARGE', ['spec']],
    ['a prototype', { spec: JSON.parse('{"__proto__":{}}') }, 'BAD_USER_INPUT', ['spec', '__proto__']],
    ['a label that is a number', { spec, labels: { a: 1 } }, 'BAD_USER_INPUT', ['labels', 'a']],
    ['an empty reason', { spec, reason: ' ' }, 'BAD_USER_INPUT', ['reason']],
    ['a long reason', { spec, reason: 'x'.repeat(1_001) }, 'BAD_USER_INPUT', ['reason']],
    ['an empty key', { spec, idempotencyKey: '' }, 'BAD_USER_INPUT', ['idempotencyKey']],
    ['a long key', { spec, idempotencyKey: 'x'.repeat(201) }, 'BAD_USER_INPUT', ['idempotencyKey']],
    ['an id of another type', { spec, expectedLatestInstance: 'RW52' }, 'BAD_ID', ['expectedLatestInstance']],
  ];
  for (const [name, input, code, path] of cases) {
    const { applyApplication } = await gateway.data(Apply, applyInput(spec, input));
    expect([name, applyApplication.errors.map((error) => [error.code, error.path])]).toEqual([
      name,
      [[code, path]],
    ]);
  }
  expect(writesTo(emulator)).toBe(sent);
  expect(ordersUids(emulator)).toHaveLength(1);
});

test('a document that nests too deep is refused with a code', async () => {
  await using world = await openOrders();
  const { errors, data } = await world.gateway.query(Apply, applyInput(nested(200)));
  const code = errors?.[0]?.extensions.code ?? data?.applyApplication.errors[0]?.code;
  expect(['VARIABLES_TOO_LARGE', 'BAD_USER_INPUT']).toContain(code);
});
