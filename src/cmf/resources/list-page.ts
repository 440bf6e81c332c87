/** Parses a page of a CMF list (contract section 3). */
import { z } from 'zod';
import { count, type Parse, part } from './fields.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** How many items CMF sent, unreadable ones included. */
  readonly received: number;
  /** `metadata.size`: the length of the whole list; null when CMF omits it. */
  readonly total: number | null;
}

const page = z.object({ items: z.array(z.unknown()), metadata: part({ size: count }) });

/** Parses a page. Unreadable items are left out and reported. Throws when there are no `items`. */
export function parsePage<Item>(
  wire: unknown,
  parse: Parse<Item>,
  onMalformed: (detail: string) => void,
): Page<Item> {
  const { items, metadata } = page.parse(wire);
  const readable = items.flatMap((item): Item[] => {
    try {
      return [parse(item)];
    } catch (error) {
      onMalformed(unreadableReason(error));
      return [];
    }
  });
  const total = metadata.size !== null && metadata.size > 0 ? metadata.size : null;
  return { items: readable, received: items.length, total };
}

/** The first issue, in one line. An error that is not a `z.ZodError` is rethrown. */
export function unreadableReason(error: unknown): string {
  if (!(error instanceof z.ZodError)) throw error;
  const [issue] = error.issues;
  return [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ');
}
