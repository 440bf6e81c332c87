/**
 * The opaque text form of a journal position.
 *
 * A cursor from the middle of a snapshot is marked: resuming from it starts the snapshot again, because no journal
 * entry holds the states that were not sent yet.
 */
import type { Position } from './transition.ts';

export interface Cursor extends Position {
  /** True when the snapshot was incomplete after the message with this cursor. */
  readonly midSnapshot: boolean;
}

export function encodeCursor(position: Position, { midSnapshot = false } = {}): string {
  const text = `${position.epoch}:${position.sequence}${midSnapshot ? ':s' : ''}`;
  return Buffer.from(text).toString('base64url');
}

/** Null for text that is not a cursor. */
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
