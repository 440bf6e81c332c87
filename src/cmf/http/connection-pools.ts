/** The connection pool for the current TLS material, and earlier pools until their last call has ended. */
import type { Pool } from 'undici';

/**
 * PEM contents: the client's certificate and key for mTLS, and the CA certificates to trust instead of those of
 * Node.
 */
export interface Tls {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
}

/** `open` makes the pool of some TLS material; `tls` is read at each call. */
export function createPools(tls: () => Tls, open: (material: Tls) => Pool) {
  let material = tls();
  let pool = open(material);
  const retired = new Set<Pool>();
  return {
    current(): Pool {
      const latest = tls();
      if (latest !== material) {
        const old = pool;
        retired.add(old);
        // The replaced pool accepts no new calls. It closes after its last call, or with the transport.
        void old
          .close()
          .catch(() => undefined)
          .finally(() => retired.delete(old));
        material = latest;
        pool = open(latest);
      }
      return pool;
    },
    /** The number of calls that wait for a connection. */
    get waiting(): number {
      return [pool, ...retired].reduce((sum, { stats }) => sum + stats.queued, 0);
    },
    async destroy(): Promise<void> {
      await Promise.all([pool, ...retired].map((each) => each.destroy()));
    },
  };
}
