/** The client's side of the contract: the requests of each method and the interpretation of responses. */
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { CmfClient } from '../../src/cmf/client.ts';
import { isNotFound, isRefused } from '../../src/cmf/errors.ts';
import { connect, failureOf, listen, sendJson } from '../unit/cmf/upstream.ts';

const named = (name: string) => ({ metadata: { name } });
const v1 = '/cmf/api/v1';

/** Returns `items` on page 0 and none on every other page, without totals, like the CLI's own test server. */
const onePage = (response: ServerResponse, url: string | undefined, items: readonly unknown[]) =>
  sendJson(response, {
    items: new URL(url ?? '', 'http://cmf').searchParams.get('page') === '0' ? items : [],
  });

test.each<[string, (cmf: CmfClient) => Promise<unknown>, string]>([
  ['getEnvironment', (cmf) => cmf.getEnvironment('dev'), `${v1}/environments/dev`],
  ['getApplication', (cmf) => cmf.getApplication('dev', 'app'), `${v1}/environments/dev/applications/app`],
  [
    'getInstance',
    (cmf) => cmf.getInstance('dev', 'app', 'uid'),
    `${v1}/environments/dev/applications/app/instances/uid`,
  ],
  ['systemInformation', (cmf) => cmf.systemInformation(), `${v1}/system-information`],
])('%s reads a single document', async (_method, call, path) => {
  await using upstream = await listen((_request, response) => sendJson(response, named('it')));
  await using cmf = connect({ url: upstream.url });
  await call(cmf);
  expect(upstream.requests.map(({ url }) => url)).toEqual([path]);
});

test.each<[string, (cmf: CmfClient) => Promise<readonly unknown[]>, string]>([
  ['listEnvironments', (cmf) => cmf.listEnvironments(), `${v1}/environments`],
  ['listApplications', (cmf) => cmf.listApplications('dev'), `${v1}/environments/dev/applications`],
  ['listApplicationRows', (cmf) => cmf.listApplicationRows('dev'), `${v1}/environments/dev/applications`],
  [
    'listInstances',
    (cmf) => cmf.listInstances('dev', 'app'),
    `${v1}/environments/dev/applications/app/instances`,
  ],
  [
    'listSavepoints',
    (cmf) => cmf.listSavepoints('dev', 'app'),
    `${v1}/environments/dev/applications/app/savepoints`,
  ],
  [
    'listEvents',
    (cmf) => cmf.listEvents('dev', 'app'),
    '/cmf/api/v1alpha1/environments/dev/applications/app/events',
  ],
])('%s reads pages of the requested size from 0 until an empty one', async (_method, call, path) => {
  await using upstream = await listen(({ url }, response) =>
    onePage(response, url, [named('one'), named('two')]),
  );
  await using cmf = connect({ url: upstream.url, pageSize: 50 });
  expect(await call(cmf)).toHaveLength(2);
  const urls = upstream.requests.map(({ url }) => new URL(url, 'http://cmf'));
  expect(urls.map(({ pathname }) => pathname)).toEqual([path, path]);
  expect(urls.map(({ searchParams }) => [searchParams.get('page'), searchParams.get('size')])).toEqual([
    ['0', '50'],
    ['1', '50'],
  ]);
});

test('sparse lists request the fields of a row, whole lists request no fields, and both sort by name', async () => {
  await using upstream = await listen((_request, response) => sendJson(response, { items: [] }));
  await using cmf = connect({ url: upstream.url });
  await cmf.listApplicationRows('dev');
  await cmf.listApplications('dev');
  const queries = upstream.requests.map(({ url }) =>
    Object.fromEntries(new URL(url, 'http://cmf').searchParams),
  );
  expect(queries).toEqual([
    {
      page: '0',
      size: '100',
      sort: 'name',
      fields:
        'metadata.name,metadata.creationTimestamp,metadata.updateTimestamp,status.jobStatus.state,status.jobStatus.jobId,status.lifecycleState,status.currentDeployedInstanceName',
    },
    { page: '0', size: '100', sort: 'name' },
  ]);
});

test('names are percent-encoded', async () => {
  await using upstream = await listen((_request, response) => sendJson(response, named('it')));
  await using cmf = connect({ url: upstream.url });
  await cmf.getApplication('a/b?c', '%2e#é');
  expect(upstream.requests[0]?.url).toBe(`${v1}/environments/a%2Fb%3Fc/applications/%252e%23%C3%A9`);
});

test('a name that no resource can have is not found, without a CMF call', async () => {
  await using upstream = await listen((_request, response) => sendJson(response, { items: [] }));
  await using cmf = connect({ url: upstream.url });
  for (const name of ['', '.', '..']) {
    expect(isNotFound(await failureOf(cmf.getEnvironment(name)))).toBe(true);
    expect(isNotFound(await failureOf(cmf.listInstances('dev', name)))).toBe(true);
  }
  expect(upstream.requests).toHaveLength(0);
});

test('the version of a CMF that does not report it is null', async () => {
  await using upstream = await listen((_request, response) => response.writeHead(404).end());
  await using cmf = connect({ url: upstream.url });
  expect(await cmf.systemInformation()).toEqual({ version: null, revision: null });
});

test('instances are sorted newest first in any order of CMF, and by UID for equal times', async () => {
  const instance = (name: string, creationTimestamp?: string) => ({ metadata: { name, creationTimestamp } });
  const instances = [
    instance('b', '2025-03-26T21:17:20Z'),
    instance('undated'),
    instance('newest', '2025-03-26T21:17:20.5Z'),
    instance('a', '2025-03-26T21:17:20.000Z'),
    instance('oldest', '2024-03-26T21:17:20Z'),
  ];
  await using upstream = await listen(({ url }, response) => onePage(response, url, instances));
  await using cmf = connect({ url: upstream.url });
  const uids = (await cmf.listInstances('dev', 'app')).map(({ uid }) => uid);
  expect(uids).toEqual(['newest', 'a', 'b', 'oldest', 'undated']);
});

test("events are sorted newest first, and in CMF's order for equal times", async () => {
  const event = (name: string, creationTimestamp: string) => ({ metadata: { name, creationTimestamp } });
  const events = [
    event('second', '2025-06-18T11:16:38.061Z'),
    event('third', '2025-06-18T11:16:38.061Z'),
    event('first', '2025-06-18T11:16:39Z'),
  ];
  await using upstream = await listen(({ url }, response) => onePage(response, url, events));
  await using cmf = connect({ url: upstream.url });
  const uids = (await cmf.listEvents('dev', 'app')).map(({ uid }) => uid);
  expect(uids).toEqual(['first', 'second', 'third']);
});

test('an unreadable item is left out of its list and reported with the method', async () => {
  const reports: unknown[] = [];
  await using upstream = await listen(({ url }, response) =>
    onePage(response, url, [named('good'), { metadata: {} }]),
  );
  await using cmf = connect({ url: upstream.url, onMalformed: (report) => reports.push(report) });
  expect((await cmf.listApplications('dev')).map(({ name }) => name)).toEqual(['good']);
  expect(reports).toEqual([{ operation: 'listApplications', detail: 'the resource has no name' }]);
});

test('an application contains the environment that it was read from', async () => {
  await using upstream = await listen(({ url }, response) =>
    url?.includes('?') ? onePage(response, url, [named('app')]) : sendJson(response, named('app')),
  );
  await using cmf = connect({ url: upstream.url });
  const [listed] = await cmf.listApplications('dev');
  expect(listed).toEqual(await cmf.getApplication('dev', 'app'));
  expect(listed?.environment).toBe('dev');
});

test.each([401, 403])('a refusal with %i is distinguished and keeps the message of CMF', async (status) => {
  await using upstream = await listen((_request, response) =>
    sendJson(
      response,
      { errors: [{ message: 'User:eve may not view' }, { message: 'ask an admin' }] },
      { status },
    ),
  );
  await using cmf = connect({ url: upstream.url });
  const error = await failureOf(cmf.listApplications('dev'));
  expect(isRefused(error)).toBe(true);
  expect(error).toMatchObject({
    operation: 'listApplications',
    retryable: false,
    message: 'User:eve may not view; ask an admin',
  });
});

test('a list fails when one of its pages fails, so that a partial list never counts as complete', async () => {
  await using upstream = await listen((_request, response, nth) =>
    nth === 0 ? sendJson(response, { items: [named('one')] }) : response.writeHead(400).end('no such page'),
  );
  await using cmf = connect({ url: upstream.url });
  expect(await failureOf(cmf.listEnvironments())).toMatchObject({ status: 400, message: 'no such page' });
});
