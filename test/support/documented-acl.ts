/** The ACL of the gateway's Redis user, from the list in `docs/reliability.md`, so that tests run with what is documented. */
import { readFileSync } from 'node:fs';
import type { Topology } from './redis-deployment.ts';

const document = new URL('../../docs/reliability.md', import.meta.url);

/** Rules of `ACL SETUSER`: commands, keys and channels. */
export function documentedAcl(prefix: string, topology: Topology): readonly string[] {
  const [, item] = /^- Commands for an ACL: (.*?)\n(?:-|\n)/ms.exec(readFileSync(document, 'utf8')) ?? [];
  const spans = [...(item ?? '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  const [commands = '', keys = '', channels = '', ofCluster = '', ...rest] = spans;
  const starts = [commands, keys, channels, ofCluster].map((span) => span.charAt(0)).join('');
  if (starts !== '+~&+' || rest.length > 0) throw new Error(`The documented ACL has another form: ${item}`);
  const allowed = topology === 'cluster' ? `${commands} ${ofCluster}` : commands;
  return [...allowed.split(/\s+/), ...[keys, channels].map((of) => of.replace('{prefix}', `{${prefix}}`))];
}
