/** The present time, which advances once a second for all components that show it. */
import { useSyncExternalStore } from 'react';
import { createExternalStore } from '../live/external-store.ts';

const store = createExternalStore(Date.now());
let readers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(onChange: () => void): () => void {
  const unsubscribe = store.subscribe(onChange);
  readers += 1;
  if (readers === 1) timer = setInterval(() => store.set(Date.now()), 1_000);
  return () => {
    unsubscribe();
    readers -= 1;
    if (readers === 0) clearInterval(timer);
  };
}

/** Rounded down to `stepMs`, so that a component renders only when its text can change. */
export function useNow(stepMs = 1_000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(store.get() / stepMs) * stepMs);
}
