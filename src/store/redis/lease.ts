/**
 * Which replica polls what: a lease for each target, held by a token of this process, gone by itself when its holder
 * does not renew it. While Redis is away each replica polls for itself.
 */

import type { Keys } from '../../redis/keys.ts';
import { reasonOf, type Session } from '../../redis/session.ts';
import type { Lease, LeaseRequest } from '../store.ts';

export interface Leases {
  lease(target: string, request: LeaseRequest): Promise<Lease>;
  /** Gives back what is held, so that another replica need not wait for its end. Never fails. */
  release(): Promise<void>;
}

export interface LeasesOptions {
  readonly keys: Keys;
  /** Names this process among the replicas. */
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
