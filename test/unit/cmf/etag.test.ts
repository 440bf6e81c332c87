import { expect, test } from 'vitest';
import { connect, failureOf, listen, sendJson } from './upstream.ts';

const tagged = { name: 'dev', metadata: { labels: { tier: 'dev' } } };

test('an unmodified document is the same object', async () => {
  await using upstream = await listen((request, response) => {
    if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
    else sendJson(response, tagged, { etag: '"v1"' });
  });
  await using cmf = connect({ url: upstream.url });
  const first = await cmf.getEnvironment('dev');
  expect(await cmf.getEnvironment('dev')).toBe(first);
  expect(await cmf.getEnvironment('dev')).toBe(first);
  expect(upstream.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
    undefined,
    '"v1"',
    '"v1"',
  ]);
});

test('the items of an unmodified list page are the same objects', async () => {
  await using upstream = await listen((request, response) => {
    if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
    else sendJson(response, { items: [tagged], metadata: { size: 1 } }, { etag: '"v1"' });
  });
  await using cmf = connect({ url: upstream.url });
  const [first] = await cmf.listEnvironments();
  const [second] = await cmf.listEnvironments();
  expect(first).toMatchObject({ name: 'dev' });
  expect(second).toBe(first);
});

test('a modified document replaces the one before it', async () => {
  await using upstream = await listen((request, response, nth) => {
    if (request.headers['if-none-match'] === '"v1"' && nth > 1) response.writeHead(304).end();
    else sendJson(response, { name: `dev-${nth}` }, { etag: `"v${nth}"` });
  });
  await using cmf = connect({ url: upstream.url });
  const names = [];
  for (let call = 0; call < 3; call++) names.push((await cmf.getEnvironment('dev')).name);
  expect(names).toEqual(['dev-0', 'dev-1', 'dev-1']);
});

test('without ETags nothing is conditional, also when CMF no longer sends them', async () => {
  await using upstream = await listen((_request, response, nth) =>
    nth === 0 ? sendJson(response, tagged, { etag: '"v1"' }) : sendJson(response, tagged),
  );
  await using cmf = connect({ url: upstream.url });
  for (let call = 0; call < 3; call++) await cmf.getEnvironment('dev');
  expect(upstream.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
    undefined,
    '"v1"',
    undefined,
  ]);
});

test('a document of one principal is never used for another', async () => {
  await using upstream = await listen((request, response) =>
    sendJson(response, { name: request.headers.authorization ?? 'anonymous' }, { etag: '"same"' }),
  );
  await using cmf = connect({ url: upstream.url, token: 'gateway' });
  for (const authorization of ['Bearer a', 'Bearer b', undefined]) {
    expect((await cmf.getEnvironment('dev', { authorization })).name).toBe(authorization ?? 'Bearer gateway');
  }
  expect(upstream.requests.every(({ headers }) => headers['if-none-match'] === undefined)).toBe(true);
});

test('a 304 with nothing stored is repeated once, unconditionally', async () => {
  await using upstream = await listen((_request, response, nth) =>
    nth === 0 ? response.writeHead(304, { etag: '"v1"' }).end() : sendJson(response, tagged),
  );
  await using cmf = connect({ url: upstream.url });
  expect(await cmf.getEnvironment('dev')).toMatchObject({ name: 'dev' });
  expect(upstream.requests).toHaveLength(2);
});

test('a CMF that insists on 304 is malformed', async () => {
  await using upstream = await listen((_request, response) => response.writeHead(304).end());
  await using cmf = connect({ url: upstream.url });
  expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({ failure: 'MALFORMED', status: 304 });
  expect(upstream.requests).toHaveLength(2);
});

test('neither unreadable documents nor errors are stored', async () => {
  await using upstream = await listen((_request, response, nth) => {
    if (nth === 0) response.writeHead(200, { etag: '"v1"' }).end('{"na');
    else if (nth === 1) sendJson(response, [], { etag: '"v2"' });
    else if (nth === 2) sendJson(response, {}, { status: 403, etag: '"v3"' });
    else sendJson(response, tagged);
  });
  await using cmf = connect({ url: upstream.url });
  const failures = [];
  for (let call = 0; call < 3; call++) failures.push((await failureOf(cmf.getEnvironment('dev'))).failure);
  expect(failures).toEqual(['MALFORMED', 'MALFORMED', 'STATUS']);
  await cmf.getEnvironment('dev');
  expect(upstream.requests.every(({ headers }) => headers['if-none-match'] === undefined)).toBe(true);
});
