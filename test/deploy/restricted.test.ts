/**
 * The gateway runs as a strict cluster runs it: every file system read-only, a uid that no account has (OpenShift), no
 * capabilities, and no way to gain privileges.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';

const uid = '1000690000';
/** Kernel file systems stay: a container has them too, and nothing there keeps a file. */
const restrict = `
  awk '{ print $2 }' /proc/self/mounts | grep -Ev '^/(proc|sys|dev)' | sort -u |
    while read -r at; do mount -o remount,bind,ro "$at" || exit 1; done || exit 1
  exec setpriv --reuid ${uid} --regid 0 --clear-groups --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs "$@"`;
const wrapper = ['unshare', '--mount', 'sh', '-c', restrict, 'sh'];

/** Null if this machine can restrict a process in this way. */
function obstacle(): string | null {
  const [command = '', ...args] = [...wrapper, process.execPath, '--eval', "fs.readFileSync('package.json')"];
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return null;
  return (error?.message ?? stderr.trim().split('\n', 1)[0]) || `exit code ${status}`;
}

const reason = obstacle();
if (reason) console.warn(`Skipped test/deploy/restricted: unshare and setpriv need root here (${reason})`);

test.skipIf(reason !== null)('with a read-only root, an arbitrary uid and no capabilities', async () => {
  await using emulator = await startEmulator();
  await using gateway = await startGatewayProcess({
    wrapper,
    env: { CMF_URL: emulator.url, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
  });
  const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
  expect(status).toMatch(new RegExp(`^Uid:\\t${uid}\\t${uid}\\t${uid}\\t${uid}$`, 'm'));
  for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
    expect(status).toMatch(new RegExp(`^${set}:\\t0+$`, 'm'));
  }
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  expect(readFileSync(`/proc/${gateway.pid}/mounts`, 'utf8')).toMatch(/^\S+ \/ \S+ ro[, ]/m);

  const query = encodeURIComponent('{ environments { totalCount } }');
  const [health, metrics, page, answer] = await Promise.all([
    fetch(`${gateway.origin}/health`),
    fetch(`${gateway.origin}/metrics`),
    fetch(gateway.url, { headers: { accept: 'text/html' } }),
    fetch(`${gateway.url}?query=${query}`),
  ]);
  expect([health.status, metrics.status, page.status]).toEqual([200, 200, 200]);
  expect(await answer.json()).toMatchObject({ data: { environments: { totalCount: expect.any(Number) } } });
  gateway.kill('SIGTERM');
  expect((await gateway.ended).code).toBe(0);
  expect(gateway.output).not.toMatch(/EROFS|EACCES|EPERM/);
});
