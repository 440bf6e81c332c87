/** The entries of a time line: the newest page, which is read again and again, and the pages before it on demand. */
import { useState } from 'react';
import { mergeEntries } from './merge-entries.ts';
import type { Entry } from './model.ts';

export interface EntryPage {
  /** Oldest first. */
  readonly nodes: readonly Entry[];
  readonly pageInfo: { readonly startCursor: string | null; readonly hasPreviousPage: boolean };
}

interface EarlierEntries {
  readonly entries: readonly Entry[];
  /** Null: there are none. */
  readonly onEarlier: (() => void) | null;
  readonly isReading: boolean;
  readonly error: string | null;
}

const none: EntryPage = { nodes: [], pageInfo: { startCursor: null, hasPreviousPage: false } };

export function useEarlierEntries(
  newest: EntryPage | null,
  readBefore: (cursor: string) => Promise<EntryPage | null>,
): EarlierEntries {
  const page = newest ?? none;
  const [known, setKnown] = useState<{ readonly of: EntryPage; readonly entries: readonly Entry[] }>({
    of: page,
    entries: page.nodes,
  });
  const [before, setBefore] = useState<EntryPage['pageInfo'] | null>(null);
  const [reading, setReading] = useState<'no' | 'reading' | string>('no');
  // Entries that leave the newest page because others arrive stay known.
  if (known.of !== page) setKnown({ of: page, entries: mergeEntries(known.entries, page.nodes) });

  const { startCursor, hasPreviousPage } = before ?? page.pageInfo;
  const read = async (cursor: string) => {
    setReading('reading');
    try {
      const earlier = (await readBefore(cursor)) ?? none;
      setBefore(earlier.pageInfo);
      setKnown(({ of, entries }) => ({ of, entries: [...earlier.nodes, ...entries] }));
      setReading('no');
    } catch (error) {
      setReading(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    entries: known.entries,
    onEarlier: hasPreviousPage && startCursor !== null ? () => void read(startCursor) : null,
    isReading: reading === 'reading',
    error: reading === 'no' || reading === 'reading' ? null : reading,
  };
}
