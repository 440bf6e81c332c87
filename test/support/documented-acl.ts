/**
 * The ACL of the gateway's Redis user, from the list in `docs/reliability.md`, so that tests run with the documented
 * permissions.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { redisProgram } from './redis.ts';
import type { Topology } from './redis-deployment.ts';

const document = new URL('../../docs/reliability.md', import.meta.url);

/** Rules of `ACL SETUSER`: commands, keys and channels. */
export function documentedAcl(prefix: string, topology: Topology): readonly string[] {
  const [, item] = /^- Commands for an ACL: (.*?)\n(?:-|\n)/ms.exec(readFileSync(document, 'utf8')) ?? [];
  const spans = [...(item ?? '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  const [commands = '', keys = '', channels = '', ofCluster = '', ofNewCluster = '', ...rest] = spans;
  const starts = [commands, keys, channels, ofCluster, ofNewCluster].map((span) => span.charAt(0)).join('');
  if (starts !== '+~&++' || rest.length > 0) throw new Error(`The documented ACL has another form: ${item}`);
  const further = knowsClientInfo() ? `${ofCluster} ${ofNewCluster}` : ofCluster;
  const allowed = topology === 'cluster' ? `${commands} ${further}` : commands;
  return [...allowed.split(/\s+/), ...[keys, channels].map((of) => of.replace('{prefix}', `{${prefix}}`))];
}

/** An older server rejects rules with a command that it does not know. */
function knowsClientInfo(): boolean {
  const { stdout } = spawnSync(redisProgram, ['--version'], { encoding: 'utf8' });
  const [, major = '0', minor = '0'] = /\bv=(\d+)\.(\d+)/.exec(stdout) ?? [];
  return Number(major) > 7 || (Number(major) === 7 && Number(minor) >= 2);
}
