/** The state of the live connection, as the header and the notices show it. */
import { useSyncExternalStore } from 'react';
import { createExternalStore } from './external-store.ts';

export interface Gap {
  /** The changes between these times are not known, in milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

export interface ConnectionState {
  readonly phase: 'connecting' | 'live' | 'lost' | 'refused';
  /** When the connection was lost last; null if it never was. */
  readonly lostAt: number | null;
  /** When it resumed after that. */
  readonly resumedAt: number | null;
  readonly gap: Gap | null;
  /** Why the gateway ended the subscription. */
  readonly error: string | null;
}

const initial: ConnectionState = {
  phase: 'connecting',
  lostAt: null,
  resumedAt: null,
  gap: null,
  error: null,
};
const store = createExternalStore(initial);

/** When the last message arrived: the start of a gap. */
let lastMessageAt = Date.now();

export const connection = {
  connected(): void {
    const state = store.get();
    const resumedAt = state.lostAt === null ? null : Date.now();
    store.set({ ...state, phase: 'live', resumedAt, error: null });
  },
  closed(): void {
    const state = store.get();
    if (state.phase === 'lost' || state.phase === 'refused') return;
    store.set({ ...state, phase: 'lost', lostAt: Date.now(), resumedAt: null });
  },
  /** The gateway rejects the subscription; it is not retried. */
  refused(message: string): void {
    store.set({ ...store.get(), phase: 'refused', error: message });
  },
  received(): void {
    lastMessageAt = Date.now();
  },
  gapped(reason: string): void {
    store.set({ ...store.get(), gap: { from: lastMessageAt, to: Date.now(), reason } });
  },
  dismiss(): void {
    store.set({ ...store.get(), gap: null, lostAt: null, resumedAt: null });
  },
};

export function useConnection(): ConnectionState {
  return useSyncExternalStore(store.subscribe, store.get);
}
