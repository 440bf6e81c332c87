/**
 * Leases decide which replica polls a target. A lease holds a token of its process and expires unless the holder renews
 * it. While Redis is away each replica polls for itself.
 */

import type { Keys } from '../../redis/key-names.ts';
import { reasonOf, type Session } from '../../redis/session.ts';
import type { Lease, LeaseRequest } from '../store.ts';

export interface Leases {
  lease(target: string, request: LeaseRequest): Promise<Lease>;
  /** Releases all leases, so that another replica need not wait for their expiry. Never fails. */
  release(): Promise<void>;
}

export interface LeasesOptions {
  readonly keys: Keys;
  /** Identifies this process among the replicas. */
  readonly token: string;
  readonly session: () => Session | null;
}

export function createLeases({ keys, token, session: current }: LeasesOptions): Leases {
  const held = new Set<string>();

  return {
    async lease(target, { ttlMs, active }) {
      const session = current();
      if (!session) return { held: true, active };
      try {
        const reply = await session.run((redis) =>
          redis.mirrorLease(
            keys.lease(target),
            keys.interest(target),
            token,
            String(ttlMs),
            active ? '1' : '0',
          ),
        );
        const [isHeld, isActive] = Array.isArray(reply) ? reply : [];
        if (isHeld === 1) held.add(target);
        else held.delete(target);
        return { held: isHeld === 1, active: isActive === 1 };
      } catch (error) {
        session.abandon(reasonOf(error));
        return { held: true, active };
      }
    },

    async release() {
      const session = current();
      if (!session) return;
      const releases = [...held].map((target) =>
        session.run((redis) => redis.mirrorRelease(keys.lease(target), token)),
      );
      await Promise.allSettled(releases);
      held.clear();
    },
  };
}
