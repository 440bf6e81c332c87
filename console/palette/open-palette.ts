/** Whether the palette is open. A module of its own, because the palette loads when it is first opened. */
import { useSyncExternalStore } from 'react';
import { createExternalStore } from '../live/external-store.ts';

const store = createExternalStore(false);

export function openPalette(): void {
  store.set(true);
}

export function closePalette(): void {
  store.set(false);
}

export function usePaletteOpen(): boolean {
  return useSyncExternalStore(store.subscribe, store.get);
}
