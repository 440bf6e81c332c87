/** What the views show of the session. The tokens are not part of it. */
import { useSyncExternalStore } from 'react';
import { createExternalStore } from '../live/external-store.ts';
import type { SignInSettings } from './settings.ts';
import type { User } from './user.ts';

export interface Session {
  /**
   * `starting`: settings are read, or the user is on the way to the identity provider. `failed`: the settings could not be
   * read. `open`: without a token, which the gateway has not required so far. `ended`: the token is no longer accepted,
   * and views still show what was read with it.
   */
  readonly phase: 'starting' | 'failed' | 'open' | 'signed-out' | 'signed-in' | 'ended';
  readonly settings: SignInSettings | null;
  /** Of `signed-in` and `ended`. */
  readonly user: User | null;
  /** In milliseconds since the epoch; null if unknown. */
  readonly expiresAt: number | null;
  readonly isRenewable: boolean;
  /** The cause of the status, if it is an error. */
  readonly error: string | null;
  /** Counts the users of the page: one user must not see what another one has read. */
  readonly generation: number;
}

const store = createExternalStore<Session>({
  phase: 'starting',
  settings: null,
  user: null,
  expiresAt: null,
  isRenewable: false,
  error: null,
  generation: 0,
});

export const session = store.get;
export const onSessionChange = store.subscribe;

export function updateSession(change: Partial<Session>): void {
  store.set({ ...store.get(), ...change });
}

export function useSession(): Session {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Views show what the gateway returns, also when the session has ended since. */
export function showsViews({ phase }: Session): boolean {
  return phase === 'open' || phase === 'signed-in' || phase === 'ended';
}

/** Resolves at the next change. */
export function sessionChanged(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const unsubscribe = store.subscribe(resolve);
  return promise.finally(unsubscribe);
}
