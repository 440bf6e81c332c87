/**
 * Pours the results of subscriptions into their connections: all that there is for one goes out in one write, and
 * nothing more is taken for it before that write has left the process.
 *
 * So what was published at once, or while a connection was busy, costs one write; and what a reader who stalls makes
 * wait is entries of the journal, within the bound of its queue, and never more bytes than one write has.
 */
import type { Writable } from 'node:stream';
import type { Reader } from '../live/feed.ts';
import type { Bytes } from './exchange.ts';
import type { Payload, Results } from './shared-subscriptions.ts';

export interface Spout {
  /** What the results go to. */
  readonly stream: Writable;
  /** False when the connection is closing: then nothing more is written. */
  isOpen(): boolean;
  /** The results as they are sent, in one piece or in several. */
  encode(results: readonly Payload[]): readonly Bytes[];
  /** Everything has been written, and the feed is closed. */
  end(): void;
}

/** A write that has so many bytes takes no further result. */
const enough = 64 * 1024;
const nothing = Buffer.alloc(0);

export function pour(feed: Results, spout: Spout): void {
  feed.open(new Pouring(feed, spout));
}

class Pouring implements Reader {
  readonly #feed: Results;
  readonly #spout: Spout;
  readonly #stream: Writable;
  /** True until what was written has left the process, and when all is over. */
  #isBusy = false;

  constructor(feed: Results, spout: Spout) {
    this.#feed = feed;
    this.#spout = spout;
    this.#stream = spout.stream;
  }

  wake(): void {
    if (this.#isBusy) return;
    for (let first = this.#feed.read(); first; first = this.#feed.read()) {
      if (!this.#spout.isOpen()) return this.#feed.close();
      this.#write(this.#spout.encode(batch(this.#feed, first)));
      if (this.#stream.writableLength > 0) return this.#wait();
    }
    if (!this.#feed.isOver()) return;
    this.#isBusy = true;
    this.#feed.close();
    this.#spout.end();
  }

  #write(pieces: readonly Bytes[]): void {
    if (pieces.length > 1) this.#stream.cork();
    for (const piece of pieces) this.#stream.write(piece, 'latin1');
    if (pieces.length > 1) this.#stream.uncork();
  }

  #wait(): void {
    this.#isBusy = true;
    // Nothing, which has been written when all that is before it has.
    this.#stream.write(nothing, () => {
      this.#isBusy = false;
      this.wake();
    });
  }
}

function batch(feed: Results, first: Payload): readonly Payload[] {
  const results = [first];
  let bytes = first.bytes.length;
  while (bytes < enough) {
    const result = feed.read();
    if (!result) break;
    results.push(result);
    bytes += result.bytes.length;
  }
  return results;
}
