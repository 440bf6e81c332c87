/** The compared servers: how each is installed and started, its query dialect and its request headers. */
import { join } from 'node:path';
import { type Dialect, openApi, ours } from './dialect.ts';

export interface Launch {
  readonly port: number;
  readonly cmfUrl: string;
  /** A temporary directory that exists for the duration of the contest. */
  readonly directory: string;
}

export interface Contestant {
  readonly name: string;
  readonly title: string;
  readonly dialect: Dialect;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly cwd: string;
  env(launch: Launch): Readonly<Record<string, string>>;
  /** Headers of each request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Responds to each request with the reference's bytes. */
  readonly isLimit: boolean;
  /** Has its own package.json to install. */
  readonly isInstalled: boolean;
}

const root = join(import.meta.dirname, '../..');
/** The maximum age of our responses under load (`REFRESH_ACTIVE_MS`), and therefore the cache time of the peers. */
const staleSeconds = 2;

export const peersDirectory = join(root, 'bench/peers');

const gateway = (
  name: string,
  title: string,
  { env = {}, headers = {} }: { env?: Record<string, string>; headers?: Record<string, string> } = {},
): Contestant => ({
  name,
  title,
  dialect: ours,
  args: ['src/main.ts'],
  cwd: root,
  env: ({ port, cmfUrl }) => ({
    PORT: String(port),
    CMF_URL: cmfUrl,
    LOG_LEVEL: 'error',
    REFRESH_ACTIVE_MS: String(staleSeconds * 1000),
    ...env,
  }),
  headers,
  isLimit: false,
  isInstalled: false,
});

const peer = (
  directory: string,
  name: string,
  title: string,
  { cache = false, compress = false, dialect = ours, args = ['server.js'] }: PeerOptions = {},
): Contestant => ({
  name,
  title,
  dialect,
  args,
  cwd: join(peersDirectory, directory),
  env: ({ port, cmfUrl, directory }) => ({
    PORT: String(port),
    CMF_URL: cmfUrl,
    SUPERGRAPH: join(directory, `${name}.graphql`),
    ...(cache && { CACHE_SECONDS: String(staleSeconds) }),
    ...(compress && { COMPRESS: '1' }),
  }),
  headers: compress ? { 'accept-encoding': 'gzip' } : {},
  isLimit: false,
  isInstalled: true,
});

interface PeerOptions {
  readonly cache?: boolean;
  /** Compresses; its requests accept gzip. */
  readonly compress?: boolean;
  readonly dialect?: Dialect;
  readonly args?: readonly string[];
}

/** The file with the response body of the limit. */
export function bodyFileIn(directory: string): string {
  return join(directory, 'body.json');
}

const hive: PeerOptions = { dialect: openApi, args: ['start.js'] };

export const contestants: readonly Contestant[] = [
  {
    ...peer('raw', 'raw', '`node:http`, the same bytes'),
    env: ({ port, directory }) => ({ PORT: String(port), BODY_FILE: bodyFileIn(directory) }),
    isLimit: true,
    isInstalled: false,
  },
  gateway('ours', 'ours'),
  gateway('ours-gzip', 'ours, gzip', { headers: { 'accept-encoding': 'gzip' } }),
  gateway('ours-br', 'ours, br', { headers: { 'accept-encoding': 'br' } }),
  gateway('ours-forward', 'ours, CMF authorizes each caller', {
    env: { CMF_AUTH: 'forward' },
    headers: { authorization: 'Bearer benchmark' },
  }),
  gateway('ours-executed', 'ours, without response cache', { env: { RESPONSE_CACHE_MB: '0' } }),
  gateway('ours-executed-gzip', 'ours, without response cache, gzip', {
    env: { RESPONSE_CACHE_MB: '0' },
    headers: { 'accept-encoding': 'gzip' },
  }),
  gateway('ours-no-cache', 'ours, `no-cache` requests', { headers: { 'cache-control': 'no-cache' } }),
  peer('mercurius', 'mercurius', 'Mercurius + jit'),
  peer('mercurius', 'mercurius-cached', 'Mercurius + jit, mercurius-cache', { cache: true }),
  peer('mercurius', 'mercurius-gzip', 'Mercurius + jit, mercurius-cache, @fastify/compress, gzip', {
    cache: true,
    compress: true,
  }),
  peer('yoga', 'yoga', 'Yoga'),
  peer('yoga', 'yoga-cached', 'Yoga, response cache', { cache: true }),
  peer('yoga', 'yoga-gzip', 'Yoga, response cache, `compression`, gzip', { cache: true, compress: true }),
  peer('apollo', 'apollo', 'Apollo Server + RESTDataSource'),
  peer('apollo', 'apollo-cached', 'Apollo Server, REST and response cache', { cache: true }),
  peer('hive', 'hive', 'Hive Gateway', hive),
  peer('hive', 'hive-cached', 'Hive Gateway, response cache', { ...hive, cache: true }),
];
