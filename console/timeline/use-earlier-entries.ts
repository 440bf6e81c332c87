/** The entries of a timeline: the newest page, which is read again and again, and the pages before it on demand. */
import { useState } from 'react';
import { mergeEntries } from './merge-entries.ts';
import type { Entry } from './model.ts';

export interface EntryPage {
  /** Oldest first. */
  readonly nodes: readonly Entry[];
  /** The entries come from an outdated copy. */
  readonly stale: boolean;
  readonly observedAt: string | null;
  readonly pageInfo: { readonly startCursor: string | null; readonly hasPreviousPage: boolean };
}

interface Reading {
  readonly isReading: boolean;
  readonly error: string | null;
}

const idle: Reading = { isReading: false, error: null };

interface EarlierEntries extends Reading {
  readonly entries: readonly Entry[];
  /** Null: there are none. */
  readonly onEarlier: (() => void) | null;
}

const none: EntryPage = {
  nodes: [],
  stale: false,
  observedAt: null,
  pageInfo: { startCursor: null, hasPreviousPage: false },
};

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
  const [reading, setReading] = useState<Reading>(idle);
  // Entries that leave the newest page because others arrive stay known.
  if (known.of !== page) setKnown({ of: page, entries: mergeEntries(known.entries, page.nodes) });

  const { startCursor, hasPreviousPage } = before ?? page.pageInfo;
  const read = async (cursor: string) => {
    setReading({ isReading: true, error: null });
    try {
      const earlier = (await readBefore(cursor)) ?? none;
      setBefore(earlier.pageInfo);
      setKnown(({ of, entries }) => ({ of, entries: [...earlier.nodes, ...entries] }));
      setReading(idle);
    } catch (error) {
      setReading({ isReading: false, error: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    entries: known.entries,
    onEarlier: hasPreviousPage && startCursor !== null ? () => void read(startCursor) : null,
    ...reading,
  };
}
