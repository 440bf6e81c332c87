/**
 * The capabilities of this CMF, by its version. Read at start and then every few minutes, as CMF can be upgraded. Replicas
 * share the result, so that one that does not poll need not call CMF for it.
 */
import { z } from 'zod';
import type { CmfClient } from '../../cmf/client.ts';
import { isAborted, isRefused } from '../../cmf/errors.ts';
import type { SystemInformation } from '../../cmf/resources/system-information.ts';
import { capabilitiesOf } from '../../cmf/version.ts';
import { noSharedCache, type SharedCache } from '../../store/shared-cache.ts';
import { createSingleFlight } from '../single-flight.ts';

export interface Capabilities {
  /**
   * Reads the version when the last result is old. Never rejects: on failure the last result stays, and before the
   * first result the oldest CMF is assumed. If CMF is down, the read that follows fails. Aborting `interest` ends the
   * caller's wait, and a read that nothing else waits for.
   */
  refresh(interest?: AbortSignal): Promise<void>;
  /** Reads it now and whenever it is old, and soon again after a failure, until disposed. */
  follow(): Disposable;
  /** True when CMF supports sparse lists (2.3 and newer). */
  readonly sparse: boolean;
  readonly version: string | null;
}

export interface CapabilitiesOptions {
  readonly cmf: Pick<CmfClient, 'systemInformation'>;
  readonly cache?: SharedCache;
  readonly now: () => number;
}

const maxAgeMs = 5 * 60_000;
/** How long the result of one replica serves the others. */
const sharedMs = 60_000;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

const cacheKey = 'system-information';
const text = z.string().nullable();
const shared: z.ZodType<SystemInformation> = z.object({ version: text, revision: text });

export function createCapabilities(options: CapabilitiesOptions): Capabilities {
  const { cmf, cache = noSharedCache, now } = options;
  let version: string | null = null;
  let sparse = false;
  /** How long the last result stands, in epoch milliseconds. */
  let freshUntil = -Infinity;
  let failures = 0;
  const flights = createSingleFlight<void>(now);

  const take = (information: SystemInformation) => {
    version = information.version;
    sparse = capabilitiesOf(information).sparse;
    freshUntil = now() + maxAgeMs;
    failures = 0;
  };

  const read = async (signal: AbortSignal) => {
    const known = shared.safeParse(await cache.get(cacheKey));
    if (known.success) return take(known.data);
    const information = await cmf.systemInformation({ signal });
    take(information);
    await cache.set(cacheKey, { ...information }, sharedMs);
  };

  const refresh = async (interest?: AbortSignal): Promise<void> => {
    if (now() < freshUntil) return;
    await flights('version', 0, read, interest).catch((error: unknown) => {
      if (isAborted(error)) return;
      failures += 1;
      // CMF denies the gateway access to the version: do not request it before every refresh.
      if (isRefused(error)) freshUntil = now() + longestPauseMs;
    });
  };

  /** At most 30 seconds, so that the version is not unknown for longer than that after CMF's return. */
  const pauseMs = () => Math.min(longestPauseMs, firstPauseMs * 2 ** failures);

  return {
    refresh,
    follow() {
      let timer: NodeJS.Timeout | undefined;
      let isOver = false;
      const next = () =>
        void refresh().then(() => {
          if (isOver) return;
          const untilOld = freshUntil - now();
          timer = setTimeout(next, untilOld > 0 ? untilOld + 1 : pauseMs()).unref();
        });
      next();
      return {
        [Symbol.dispose]() {
          isOver = true;
          clearTimeout(timer);
        },
      };
    },
    get sparse() {
      return sparse;
    },
    get version() {
      return version;
    },
  };
}
