/** One command for a Redis server, a node or a Sentinel, over a connection of its own and as the default user. */
import { Redis } from 'ioredis';

/** Rejects when the server is not reachable or refuses the command. */
export async function command(port: number, ...words: readonly [string, ...string[]]): Promise<unknown> {
  const client = new Redis({ port, lazyConnect: true, retryStrategy: null, enableReadyCheck: false });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.call(...words);
  } finally {
    client.disconnect();
  }
}

/** A value of `INFO`. */
export async function infoOf(port: number, section: string, name: string): Promise<string | undefined> {
  const info = String(await command(port, 'INFO', section));
  return new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1];
}
