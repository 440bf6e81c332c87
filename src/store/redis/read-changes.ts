/** One read of the shared state: the changes since a known state, or all of it. */
import { z } from 'zod';
import { type GapReason, gapReasonOf, newEpoch } from '../../live/journal.ts';
import type { Position, Transition } from '../../live/transition.ts';
import type { Keys } from '../../redis/key-names.ts';
import { parseTransition } from '../../redis/record-parsers.ts';
import type { Session } from '../../redis/session.ts';

export interface WrittenRecord {
  readonly name: string;
  readonly revision: number;
  /** JSON, not parsed yet. */
  readonly value: string;
}

export interface ChainedEntry {
  readonly sequence: number;
  readonly transition: Transition;
}

export interface Pulled {
  /** Changes whenever journal entries that a subscriber may have received are lost. */
  readonly epoch: string;
  /** The `run_id` of the Redis server: it changes with each restart and failover. */
  readonly server: string;
  /** True for the whole state, false for changes. */
  readonly whole: boolean;
  readonly revision: number;
  readonly records: readonly WrittenRecord[];
  /** The names of all present records when some may have been removed, else null. */
  readonly left: ReadonlySet<string> | null;
  /** The sequence before the first entry. */
  readonly base: number;
  /** The newest entries, consecutive. */
  readonly entries: readonly ChainedEntry[];
}

/** The content of a pub/sub message. */
export interface CommitMessage {
  /** The revision after the commit. */
  readonly clock: number;
  /** Null when the message only announces that there is something to read. */
  readonly carried: Carried | null;
}

/** The result of a read by a process that knows the state at revision `after`. */
export interface Carried {
  readonly after: number;
  readonly pulled: Pulled;
}

const number = z.coerce.number();
const replyShape = z.tuple([
  z.string(),
  z.string(),
  z.number(),
  number,
  number,
  z.array(z.tuple([z.string(), number, z.string()])),
  z.union([z.array(z.string()), z.literal('')]),
  z.array(z.tuple([z.string(), z.array(z.string())])).or(z.literal('').transform(() => [])),
]);
const newsShape = z.object({ after: number, read: replyShape });

type OnDamaged = (what: string) => void;

/** How far a process knows the shared state. */
export interface KnownState {
  readonly epoch: string;
  readonly server: string;
  readonly revision: number;
  readonly sequence: number;
}

/** `known` null reads the whole state. `onDamaged` receives each journal entry that cannot be parsed. */
export async function pull(
  session: Session,
  keys: Keys,
  known: KnownState | null,
  onDamaged: OnDamaged,
): Promise<Pulled> {
  const reply = await session.run((redis) =>
    redis.mirrorPull(
      ...stateKeys(keys),
      newEpoch(),
      known?.epoch ?? '',
      known?.server ?? '',
      String(known?.revision ?? 0),
      String(known?.sequence ?? 0),
    ),
  );
  return pulledOf(replyShape.parse(reply), onDamaged);
}

/** Any other message only causes a read, which also reports damaged entries. */
export function parseCommitMessage(message: string): CommitMessage {
  if (!message.startsWith('{')) return { clock: Number(message), carried: null };
  try {
    const { after, read } = newsShape.parse(JSON.parse(message));
    const pulled = pulledOf(read, () => undefined);
    return { clock: pulled.revision, carried: { after, pulled } };
  } catch {
    return { clock: Number.NaN, carried: null };
  }
}

function pulledOf(
  [epoch, server, whole, revision, sequence, written, left, entries]: z.infer<typeof replyShape>,
  onDamaged: OnDamaged,
): Pulled {
  return {
    epoch,
    server,
    whole: whole === 1,
    revision,
    records: written.map(([name, at, value]) => ({ name, revision: at, value })),
    left: left === '' ? null : new Set(left),
    ...chainOf(entries, sequence, onDamaged),
  };
}

export function stateKeys(keys: Keys): [string, string, string, string] {
  return [keys.meta, keys.records, keys.revisions, keys.journal];
}

/**
 * The consecutive entries up to the newest one, `sequence`. Each entry names its predecessor, which reveals entries that
 * were deleted or lost in a failover.
 */
function chainOf(
  raw: readonly [string, string[]][],
  sequence: number,
  onDamaged: OnDamaged,
): Pick<Pulled, 'base' | 'entries'> {
  const entries: ChainedEntry[] = [];
  let base = sequence;
  for (const [id, fields] of raw.toReversed()) {
    const entry = parseEntry(id, fields);
    if (!entry) onDamaged(`journal entry ${id}`);
    else if (entry.sequence === base) {
      entries.push({ sequence: entry.sequence, transition: entry.transition });
      base = entry.previous;
    }
  }
  return { base, entries: entries.toReversed() };
}

function parseEntry(id: string, fields: readonly string[]): (ChainedEntry & { previous: number }) | null {
  const [, sequence] = /^(\d{1,16})-0$/.exec(id) ?? [];
  const [previousName, previous, transitionName, json] = fields;
  if (!sequence || previousName !== 'previous' || transitionName !== 'transition' || !json) return null;
  const transition = parseTransition(json);
  return transition && { sequence: Number(sequence), previous: Number(previous), transition };
}

/** Why `entries` do not continue from `position`; null when they do. */
export function gapAfter(position: Position, { epoch, base, entries }: Pulled): GapReason | null {
  if (position.epoch !== epoch) return gapReasonOf(epoch);
  if (position.sequence < base) return 'EXPIRED';
  const isKnown =
    position.sequence === base || entries.some(({ sequence }) => sequence === position.sequence);
  return isKnown ? null : 'EPOCH_CHANGED';
}

/** True when nothing was written between `known` and this message, so that applying it equals a read. */
export function isNext({ after, pulled }: Carried, known: KnownState): boolean {
  return (
    pulled.epoch === known.epoch &&
    pulled.server === known.server &&
    after === known.revision &&
    pulled.base === known.sequence
  );
}
