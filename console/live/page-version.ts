/** Whether the gateway refuses the documents of this page, because it serves the console of another build. */
import { useSyncExternalStore } from 'react';
import { createExternalStore } from './external-store.ts';

const store = createExternalStore(false);
const reloadedAt = 'cmf-graphql:reloaded-at';
/** While replicas of two builds are behind one address, a new page may be refused too. */
const minReloadMs = 60_000;

/** Reloads the page, unless a dialog is open, whose input would be lost, or the last reload was too recent. */
export function pageRefused(): void {
  store.set(true);
  if (document.querySelector('dialog[open], [role="dialog"]')) return;
  if (Date.now() - Number(sessionStorage.getItem(reloadedAt)) < minReloadMs) return;
  sessionStorage.setItem(reloadedAt, String(Date.now()));
  location.reload();
}

export function useIsPageRefused(): boolean {
  return useSyncExternalStore(store.subscribe, store.get);
}
