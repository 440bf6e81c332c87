/**
 * The security context of the chart, and that of OpenShift: file systems that are read-only, a user id that no account has
 * with group 0, no capabilities, and no way to gain privileges.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startGatewayProcess } from '../support/gateway-process.ts';

const uid = '1000690000';
/** Kernel file systems stay writable: a container has them too, and nothing there keeps a file. */
const restrict = `
  awk '{ print $2 }' /proc/self/mounts | grep -Ev '^/(proc|sys|dev)' | sort -u |
    while read -r at; do mount -o remount,bind,ro "$at" || exit 1; done || exit 1
  exec setpriv --reuid ${uid} --regid 0 --clear-groups \
    --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs "$@"`;
const launcher = ['--mount', '--propagation', 'private', 'sh', '-c', restrict, 'sh'];

/** Null if this machine can restrict a process in this way: it needs root, and a container that may make namespaces. */
function obstacle(): string | null {
  const reading = [process.execPath, '--eval', "fs.readFileSync('package.json')"];
  const { status, error, stderr } = spawnSync('unshare', [...launcher, ...reading], { encoding: 'utf8' });
  if (status === 0) return null;
  return (error?.message ?? stderr.trim().split('\n', 1)[0]) || `exit code ${status}`;
}

const reason = obstacle();
if (reason)
  console.warn(`Skipped test/deploy/unprivileged: no namespace without privileges here (${reason})`);

test.skipIf(reason !== null)(
  'the gateway runs with a read-only root, an arbitrary user id and no capabilities, on IPv4 and IPv6',
  async () => {
    await using gateway = await startGatewayProcess({
      env: { HOST: '::', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' },
      launcher: ['unshare', ...launcher],
    });

    for (const host of ['127.0.0.1', '[::1]']) {
      const query = encodeURIComponent('{ environments(first: 1) { nodes { name } } }');
      const response = await fetch(`http://${host}:${gateway.port}/graphql?query=${query}`);
      expect(await response.json()).toMatchObject({ data: { environments: { nodes: [{}] } } });
    }
    const [health, metrics, page] = await Promise.all([
      fetch(`${gateway.origin}/health`),
      fetch(`${gateway.origin}/metrics`),
      fetch(gateway.url, { headers: { accept: 'text/html' } }),
    ]);
    expect([health.status, metrics.status, page.status]).toEqual([200, 200, 200]);

    // Each launcher executes the next one in its place, so the process keeps its id.
    const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
    expect(status).toMatch(/^Name:\s+(node|MainThread)$/m);
    expect(status).toMatch(new RegExp(`^Uid:\\s+${uid}\\s`, 'm'));
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
      expect(status).toMatch(new RegExp(`^${set}:\\s+0+$`, 'm'));
    }
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(readFileSync(`/proc/${gateway.pid}/mounts`, 'utf8')).toMatch(/^\S+ \/ \S+ ro\b/m);

    gateway.kill('SIGTERM');
    expect(await gateway.ended).toEqual({ code: 0, signal: null });
    expect(gateway.output).not.toMatch(/EROFS|EACCES|EPERM/);
  },
);
