import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryJournal, entriesAfter } from '../../../src/live/memory-journal.ts';
import type { JournalEntry } from '../../../src/live/transition.ts';
import { transition } from '../../live/fixtures.ts';

const entry = (sequence: number): JournalEntry => ({
  position: { epoch: 'e', sequence },
  transition: transition(`application-${sequence}`, null, 'RUNNING'),
});

describe('a journal in memory', () => {
  it('continues after any of its newest entries, for any steps of the sequences', async () => {
    const steps = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), fc.nat(5), steps, async (length, base, taken) => {
        const journal = createMemoryJournal({ length, base: { epoch: 'e', sequence: base } });
        const sequences = [base];
        for (const step of taken) {
          const sequence = (sequences.at(-1) ?? 0) + step;
          sequences.push(sequence);
          journal.append([entry(sequence)]);
        }
        expect(journal.position).toEqual({ epoch: 'e', sequence: sequences.at(-1) });
        for (const [index, sequence] of sequences.entries()) {
          const following = sequences.slice(index + 1);
          const expected = following.length > length ? { gap: 'EXPIRED' } : { entries: following.map(entry) };
          expect(await journal.read({ epoch: 'e', sequence })).toEqual(expected);
          expect(journal.reaches({ epoch: 'e', sequence })).toBe(following.length <= length);
        }
      }),
    );
  });

  it('that is restarted has only the entries of its restart', async () => {
    const journal = createMemoryJournal({ length: 5, base: { epoch: 'e', sequence: 0 } });
    journal.append([entry(1), entry(2)]);
    journal.restart({ epoch: 'e', sequence: 10 }, [entry(12)]);
    expect(await journal.read({ epoch: 'e', sequence: 2 })).toEqual({ gap: 'EXPIRED' });
    expect(await journal.read({ epoch: 'e', sequence: 11 })).toEqual({ gap: 'EPOCH_CHANGED' });
    expect(await journal.read({ epoch: 'e', sequence: 10 })).toEqual({ entries: [entry(12)] });
    expect(await journal.tail()).toEqual({ epoch: 'e', sequence: 12 });
  });

  it('numbers transitions on from a position', () => {
    const transitions = [transition('one', null, 'RUNNING'), transition('two', null, 'RUNNING')];
    const entries = entriesAfter({ epoch: 'e', sequence: 4 }, transitions);
    expect(entries.map(({ position }) => position.sequence)).toEqual([5, 6]);
  });
});
