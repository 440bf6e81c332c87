/**
 * Pours the results of subscriptions into their connections: all that there is for one goes out in one write, and
 * nothing more is taken for it before that write has left the process.
 *
 * So what was published at once, or while a connection was busy, costs one write; and what a reader who stalls makes
 * wait is entries of the journal, within the bound of its queue, and never more bytes than one write has.
 */
import type { Writable } from 'node:stream';
import type { Results } from './shared-subscriptions.ts';

export interface Spout {
  /** What the results go to. */
  readonly stream: Writable;
  /** False when the connection is closing: then nothing more is written. */
  isOpen(): boolean;
  /** The results as they are sent, in one piece or in several. */
  encode(results: readonly Buffer[]): readonly Buffer[];
  /** Everything has been written, and the feed is closed. */
  end(): void;
}

/** A write that has so many bytes takes no further result. */
const enough = 64 * 1024;
const nothing = Buffer.alloc(0);

export function pour(feed: Results, { stream, isOpen, encode, end }: Spout): void {
  let isBusy = false;

  const flow = () => {
    if (isBusy) return;
    for (let first = feed.read(); first; first = feed.read()) {
      if (!isOpen()) return feed.close();
      write(stream, encode(batch(feed, first)));
      if (stream.writableLength > 0) {
        isBusy = true;
        // Nothing, which has been written when all that is before it has.
        stream.write(nothing, written);
        return;
      }
    }
    if (!feed.isOver()) return;
    isBusy = true;
    feed.close();
    end();
  };

  const written = () => {
    isBusy = false;
    flow();
  };

  feed.open(flow);
}

function batch(feed: Results, first: Buffer): readonly Buffer[] {
  const results = [first];
  let bytes = first.length;
  while (bytes < enough) {
    const result = feed.read();
    if (!result) break;
    results.push(result);
    bytes += result.length;
  }
  return results;
}

function write(stream: Writable, pieces: readonly Buffer[]): void {
  if (pieces.length > 1) stream.cork();
  for (const piece of pieces) stream.write(piece);
  if (pieces.length > 1) stream.uncork();
}
