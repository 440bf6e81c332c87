/** The Lua scripts that run inside Redis, each atomically, as commands of the client. */
import { readFileSync } from 'node:fs';
import type { Result } from 'ioredis';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    mirrorPull(...keysAndArguments: string[]): Result<unknown, Context>;
    mirrorCommit(...keysAndArguments: string[]): Result<unknown, Context>;
    mirrorCommitList(...keysAndArguments: string[]): Result<unknown, Context>;
    mirrorRenew(...keysAndArguments: string[]): Result<unknown, Context>;
    mirrorLease(...keysAndArguments: string[]): Result<unknown, Context>;
    mirrorRelease(...keysAndArguments: string[]): Result<unknown, Context>;
    archiveEvents(...keysAndArguments: string[]): Result<unknown, Context>;
    writesSave(...keysAndArguments: string[]): Result<unknown, Context>;
    writesRenew(...keysAndArguments: string[]): Result<unknown, Context>;
  }
}

const read = (name: string): string => readFileSync(new URL(`scripts/${name}.lua`, import.meta.url), 'utf8');

const prelude = read('prelude');
const onState = (name: string) => ({ lua: `${prelude}\n${read(name)}`, numberOfKeys: 4 });

export const scripts = {
  mirrorPull: onState('pull'),
  mirrorCommit: onState('commit'),
  mirrorCommitList: onState('commit-list'),
  mirrorRenew: onState('renew'),
  mirrorLease: { lua: read('lease'), numberOfKeys: 2 },
  mirrorRelease: { lua: read('release'), numberOfKeys: 1 },
  archiveEvents: { lua: read('archive-events'), numberOfKeys: 2 },
  writesSave: { lua: read('save-under-lease'), numberOfKeys: 2 },
  writesRenew: { lua: read('renew-write-lease'), numberOfKeys: 1 },
};
