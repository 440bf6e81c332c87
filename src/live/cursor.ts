/**
 * The opaque text form of a journal position, as clients keep it.
 *
 * A cursor handed out in the middle of a snapshot is marked: resuming from it begins the snapshot again, because
 * the states that had not been sent yet are in no journal entry.
 */
import type { Position } from './transition.ts';

export interface Cursor extends Position {
  /** True while the snapshot that it was sent with is not complete. */
  readonly midSnapshot: boolean;
}

export function encodeCursor(position: Position, { midSnapshot = false } = {}): string {
  const text = `${position.epoch}:${position.sequence}${midSnapshot ? ':s' : ''}`;
  return Buffer.from(text).toString('base64url');
}

/** Null for a text that no gateway of this kind can have handed out. */
export function decodeCursor(text: string): Cursor | null {
  if (text.length > 200 || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  const match = /^([0-9a-zA-Z-]{1,64}):(\d{1,16})(:s)?$/.exec(
    Buffer.from(text, 'base64url').toString('latin1'),
  );
  if (!match?.[1] || !match[2]) return null;
  const sequence = Number(match[2]);
  if (!Number.isSafeInteger(sequence)) return null;
  return { epoch: match[1], sequence, midSnapshot: match[3] !== undefined };
}
