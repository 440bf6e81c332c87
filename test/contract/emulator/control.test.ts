/** The control API for other processes, and the emulator as a separate process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { environments, jobState, openCmf, openWithRunningOrders, orders, ordersNow } from './cmf.ts';

const target = { environment: 'dev1', application: 'orders' };

describe('over HTTP', () => {
  it('runs the operator actions of the world', async () => {
    await using cmf = await openWithRunningOrders();
    const body = { ...target, state: 'FAILED', exception: 'java.lang.Error' };
    expect((await cmf.post('/_emulator/world/setJobState', body)).status).toBe(200);
    expect(jobState(await ordersNow(cmf))).toBe('FAILED');
    await cmf.post('/_emulator/world/settle', target);
    expect(jobState(await ordersNow(cmf))).toBe('RUNNING');
  });

  it.each([
    ['/_emulator/world/completeSavepoint', target, 409],
    ['/_emulator/world/setJobState', { ...target, application: 'other' }, 404],
    ['/_emulator/world/launch', target, 404],
    ['/_emulator/world/toString', target, 404],
    ['/_emulator/advance', { ms: -1 }, 400],
    ['/_emulator/faults', { kind: 'gremlins' }, 400],
    ['/_emulator/nothing', {}, 404],
  ])('%s rejects what the world rejects', async (path, body, status) => {
    await using cmf = await openWithRunningOrders();
    expect((await cmf.post(path, body)).status).toBe(status);
  });

  it('faults are added and cleared', async () => {
    await using cmf = await openWithRunningOrders();
    const fault = { kind: 'status', status: 503, match: { path: '/applications', count: 5 } };
    const { id } = JSON.parse((await cmf.post('/_emulator/faults', fault)).text) as { id: number };
    expect((await cmf.send('GET', orders)).status).toBe(503);
    expect((await cmf.send('DELETE', `/_emulator/faults/${id}`)).status).toBe(204);
    expect((await cmf.send('GET', orders)).status).toBe(200);
  });

  it('the record is read from an entry on, and the call log is read and cleared', async () => {
    await using cmf = await openWithRunningOrders();
    const all = await cmf.get<object[]>('/_emulator/record');
    expect(all).toEqual(cmf.emulator.world.record);
    expect(await cmf.get<object[]>(`/_emulator/record?after=${all.length - 1}`)).toEqual(all.slice(-1));

    await ordersNow(cmf);
    expect(await cmf.get('/_emulator/calls')).toMatchObject([{}, {}, { operation: 'getApplication' }]);
    await cmf.send('DELETE', '/_emulator/calls');
    expect(await cmf.get('/_emulator')).toMatchObject({ calls: 0, transitions: all.length, faults: [] });
  });

  it('advances time and the fleet, and grants access', async () => {
    await using cmf = await openCmf({ fleet: 'realistic' });
    const { world } = cmf.emulator;
    const before = world.now().getTime();
    await cmf.post('/_emulator/advance', { ms: 5000 });
    await cmf.post('/_emulator/step', { steps: 2 });
    expect(world.now().getTime() - before).toBeGreaterThanOrEqual(65_000);

    await cmf.post('/_emulator/access', { required: true, allow: { token: 'bob', environments: 'all' } });
    expect((await cmf.send('GET', environments)).status).toBe(401);
    const headers = { authorization: 'Bearer bob' };
    expect((await cmf.send('GET', environments, { headers })).status).toBe(200);
  });
});

describe('npm run emulator', () => {
  it('prints its URL, serves requests, and exits on SIGTERM', async () => {
    const child = spawn(process.execPath, ['src/emulator/main.ts'], {
      env: { ...process.env, EMULATOR_PORT: '0', EMULATOR_PACE_MS: '10', EMULATOR_VERSION: '2.2.0' },
    });
    const exited = once(child, 'exit');
    const [line] = await once(createInterface(child.stdout), 'line');
    const url = /http:\S+/.exec(String(line))?.[0];
    expect(await (await fetch(`${url}/cmf/api/v1/system-information`)).json()).toMatchObject({
      status: { version: '2.2.0' },
    });
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('names an invalid setting', async () => {
    const child = spawn(process.execPath, ['src/emulator/main.ts'], {
      env: { ...process.env, EMULATOR_PORT: 'eighty' },
    });
    const [problem, exit] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(problem).toContain('EMULATOR_PORT "eighty" is not a whole number.');
    expect(exit).toEqual([2, null]);
  });
});
