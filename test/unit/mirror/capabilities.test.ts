import { expect, test } from 'vitest';
import { createCapabilities } from '../../../src/mirror/refresh/capabilities.ts';
import { type Answering, connect, listen, sendJson } from '../cmf/upstream.ts';

const hour = 60 * 60_000;

/** The detected capabilities of a CMF with these responses, on a clock that the test advances. */
async function createKnown(answer: Answering) {
  let now = 0;
  const upstream = await listen(answer);
  const cmf = connect({ url: upstream.url });
  return {
    capabilities: createCapabilities({ cmf, now: () => now }),
    requests: upstream.requests,
    turn(milliseconds: number) {
      now += milliseconds;
    },
    async [Symbol.asyncDispose]() {
      await cmf[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

function versioned(version: string) {
  return { status: { version } };
}

test('before its version is known, CMF is read without sparse lists', async () => {
  await using known = await createKnown(() => undefined);
  expect(known.capabilities).toMatchObject({ sparse: false, version: null });
});

test('the version is read once for all concurrent callers, and again only after minutes', async () => {
  await using known = await createKnown((_request, response, nth) => {
    sendJson(response, versioned(nth === 0 ? '2.2.0' : '2.3.1'));
  });
  const { capabilities } = known;
  await Promise.all([capabilities.refresh(), capabilities.refresh()]);
  known.turn(60_000);
  await capabilities.refresh();
  expect(known.requests).toHaveLength(1);
  expect(capabilities).toMatchObject({ sparse: false, version: '2.2.0' });
  known.turn(hour);
  await capabilities.refresh();
  expect(capabilities).toMatchObject({ sparse: true, version: '2.3.1' });
});

test('a CMF without the endpoint is older than 2.2, and is not read again at once', async () => {
  await using known = await createKnown((_request, response) => sendJson(response, {}, { status: 404 }));
  await known.capabilities.refresh();
  await known.capabilities.refresh();
  expect(known.requests).toHaveLength(1);
  expect(known.capabilities).toMatchObject({ sparse: false, version: null });
});

test('the detected capabilities stay while CMF does not respond', async () => {
  await using known = await createKnown((_request, response, nth) => {
    if (nth === 0) sendJson(response, versioned('2.3.1'));
    else response.destroy();
  });
  await known.capabilities.refresh();
  known.turn(hour);
  await known.capabilities.refresh();
  expect(known.capabilities).toMatchObject({ sparse: true, version: '2.3.1' });
});
