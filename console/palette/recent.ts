/** The hits that were chosen last, newest first, for as long as the tab is open. */
import { session } from '../sign-in/session-state.ts';
import type { Hit } from './hits.ts';

/** The hits of one user contain names that another user may not see. */
const key = () => `console.recent:${session().user?.subject ?? ''}`;
const limit = 6;

export function recentHits(): readonly Hit[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key()) ?? '[]');
    // An old job state would be misleading.
    return Array.isArray(stored)
      ? stored.filter(isHit).map(({ href, title, detail }) => ({ href, title, detail }))
      : [];
  } catch {
    return [];
  }
}

export function rememberHit(hit: Hit): void {
  const hits = [hit, ...recentHits().filter(({ href }) => href !== hit.href)].slice(0, limit);
  try {
    sessionStorage.setItem(key(), JSON.stringify(hits));
  } catch {
    // Storage is full or disabled; only the list of recent hits is lost.
  }
}

function isHit(value: unknown): value is Hit {
  if (typeof value !== 'object' || value === null) return false;
  const { href, title, detail } = value as Partial<Record<keyof Hit, unknown>>;
  return (
    typeof href === 'string' &&
    href.startsWith('/') &&
    typeof title === 'string' &&
    typeof detail === 'string'
  );
}
