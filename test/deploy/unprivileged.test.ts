/** The security context of the chart: an arbitrary user id, no capabilities, a file system that is read-only. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startGatewayProcess } from '../support/gateway-process.ts';

/** Needs root, and a container that may make namespaces. */
const canUnshare = spawnSync('unshare', ['--mount', 'setpriv', '--version']).status === 0;

test.skipIf(!canUnshare)(
  'the gateway runs with a read-only root, an arbitrary user id and no capabilities, on IPv4 and IPv6',
  async () => {
    const privileges = [
      '--reuid=123456 --regid=123456 --clear-groups',
      '--inh-caps=-all --bounding-set=-all --no-new-privs',
    ];
    const script = `mount -o remount,bind,ro / && exec setpriv ${privileges.join(' ')} "$@"`;
    await using gateway = await startGatewayProcess({
      env: { HOST: '::' },
      launcher: ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh'],
    });

    for (const host of ['127.0.0.1', '[::1]']) {
      const query = encodeURIComponent('{ environments(first: 1) { nodes { name } } }');
      const response = await fetch(`http://${host}:${gateway.port}/graphql?query=${query}`);
      expect(await response.json()).toMatchObject({ data: { environments: { nodes: [{}] } } });
    }

    // Each launcher executes the next one in its place, so the process keeps its id.
    const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
    expect(status).toMatch(/^Name:\s+(node|MainThread)$/m);
    expect(status).toMatch(/^Uid:\s+123456\s/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    expect(status).toMatch(/^CapBnd:\s+0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(readFileSync(`/proc/${gateway.pid}/mounts`, 'utf8')).toMatch(/^\S+ \/ \S+ ro\b/m);

    gateway.kill('SIGTERM');
    expect(await gateway.ended).toEqual({ code: 0, signal: null });
  },
);
