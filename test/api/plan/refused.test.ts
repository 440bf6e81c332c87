/** Rejected inputs, each with its code and the path into the input. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, post } from '../../security/post.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { inputOf, openPlans, ordersSpec, Plan, type PlanGateway } from './fixtures.ts';

let plans: PlanGateway;
beforeAll(async () => void (plans = await openPlans()));
afterAll(() => plans[Symbol.asyncDispose]());

const runQuery = (variables: unknown, url = plans.gateway.url) =>
  post(url, { query: String(Plan), variables });
const refusalOf = ({ body }: Answer) => {
  const [error] = body.errors ?? [];
  const { code, inputPath } = (error?.extensions ?? {}) as { code?: string; inputPath?: readonly string[] };
  return { data: body.data, code, inputPath };
};

const nested = (depth: number): unknown => (depth === 0 ? {} : { a: nested(depth - 1) });

test.each<[string, object, string, readonly string[]]>([
  ['an unknown environment', { environment: 'nowhere' }, 'BAD_USER_INPUT', ['environment']],
  ['a name in capitals', { name: 'Orders' }, 'BAD_USER_INPUT', ['name']],
  ['a short name', { name: 'abc' }, 'BAD_USER_INPUT', ['name']],
  ['a long name', { name: 'a'.repeat(254) }, 'BAD_USER_INPUT', ['name']],
  ['a path as a name', { name: '../orders' }, 'BAD_USER_INPUT', ['name']],
  ['a spec that is a text', { spec: 'image: a' }, 'BAD_USER_INPUT', ['spec']],
  ['a spec that is a list', { spec: [] }, 'BAD_USER_INPUT', ['spec']],
  [
    'a mask in the Flink configuration',
    { spec: ordersSpec({ flinkConfiguration: { 's3.secret-key': '(redacted)' } }) },
    'REDACTED_VALUE',
    ['spec', 'flinkConfiguration', 's3.secret-key'],
  ],
  [
    'a mask within a longer text in a list',
    { spec: ordersSpec({ job: { args: ['--topic', '--token=(redacted, changed)'] } }) },
    'REDACTED_VALUE',
    ['spec', 'job', 'args', '1'],
  ],
  ['a mask in a label', { labels: { token: '(redacted)' } }, 'REDACTED_VALUE', ['labels', 'token']],
  ['labels that are a list', { labels: ['a'] }, 'BAD_USER_INPUT', ['labels']],
  ['an annotation that is a number', { annotations: { a: 1 } }, 'BAD_USER_INPUT', ['annotations', 'a']],
])('%s is refused', async (_, more, code, inputPath) => {
  expect(refusalOf(await runQuery(inputOf(ordersSpec(), more)))).toEqual({
    data: { planApplication: null },
    code,
    inputPath,
  });
});

test('a spec that nests too deep is refused with the request', async () => {
  const { body, code } = await runQuery(inputOf(nested(20)));
  expect([code, body.data]).toEqual(['VARIABLES_TOO_LARGE', undefined]);
});

test('`__proto__` is refused as a key of variables and of literals', async () => {
  // Written as text: an object literal would set the prototype.
  const input = `{"input":{"environment":"dev1","name":"orders","spec":{"job":{"__proto__":{"a":1}}}}}`;
  const inVariables = await post(
    plans.gateway.url,
    `{"query":${JSON.stringify(String(Plan))},"variables":${input}}`,
  );
  const literal =
    '{ planApplication(input: { environment: "dev1", name: "orders", spec: { job: { __proto__: { a: 1 } } } }) { createsInstance } }';
  for (const answer of [inVariables, await post(plans.gateway.url, { query: literal })]) {
    expect(refusalOf(answer)).toEqual({
      data: { planApplication: null },
      code: 'BAD_USER_INPUT',
      inputPath: ['spec', 'job', '__proto__'],
    });
  }
});

test('a spec over 1 MB is refused by the limits of the gateway, and by itself where they are higher', async () => {
  const variables = inputOf({ job: {}, text: 'a'.repeat(1_000_000) });
  expect((await runQuery(variables)).code).toBe('BODY_TOO_LARGE');

  const env = { ...still, MAX_BODY_BYTES: '4000000', MAX_VARIABLES_BYTES: '4000000' };
  await using gateway = await startGateway({ emulator: plans.emulator, env });
  const refusal = refusalOf(await runQuery(variables, gateway.url));
  expect(refusal).toEqual({
    data: { planApplication: null },
    code: 'SPEC_TOO_LARGE',
    inputPath: ['spec'],
  });
});
