/** The time of the last successful read from the gateway, and the error since then. */
import { useSyncExternalStore } from 'react';
import { createExternalStore } from './external-store.ts';

export interface Freshness {
  /** The last successful read, in milliseconds since the epoch. */
  readonly readAt: number;
  readonly error: string | null;
}

const store = createExternalStore<Freshness>({ readAt: Date.now(), error: null });

export function refreshSucceeded(): void {
  store.set({ readAt: Date.now(), error: null });
}

export function refreshFailed(error: Error): void {
  store.set({ ...store.get(), error: error.message });
}

export function useFreshness(): Freshness {
  return useSyncExternalStore(store.subscribe, store.get);
}
