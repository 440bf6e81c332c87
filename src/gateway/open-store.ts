/** Opens the store of the configuration: in memory, or in the Redis that replicas share. */
import type { Config } from '../config/config.ts';
import { openSecret } from '../config/secrets.ts';
import { openAuthority } from '../config/tls-files.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Tracing } from '../observability/tracing/tracing.ts';
import { createMemoryStore } from '../store/memory/store.ts';
import type { Store } from '../store/store.ts';

/** The store of replicas is imported lazily: it loads the client of Redis. */
export async function openStore(
  opening: AsyncDisposableStack,
  config: Config,
  { metrics, tracing }: { readonly metrics: Metrics; readonly tracing: Tracing },
  log: Logger,
): Promise<Store> {
  const { redisPrefix, journalLength, timelineLength } = config;
  const url = openSecret(config, 'REDIS_URL', log);
  if (url === undefined) return opening.use(await createMemoryStore({ journalLength, timelineLength }));
  opening.use(url);
  const authority = opening.use(openAuthority(config.redisCaFile, 'REDIS_CA', log));
  const { createRedisStore } = await import('../store/redis/store.ts');
  const store = await createRedisStore({
    url: () => url.current,
    ca: () => authority.current.ca,
    prefix: redisPrefix,
    journalLength,
    timelineLength,
    tracing,
    onCommit: metrics.redisCommit,
    log,
  });
  return opening.use(store);
}
