/**
 * Pours the results of subscriptions into their connections: all that there is for one goes out in one write, and
 * nothing more is taken for it before that write has left the process.
 *
 * So what was published at once, or while a connection was busy, costs one write; and what a reader who stalls makes
 * wait is entries of the journal, within the bound of its queue, and never more bytes than one write has.
 */
import type { Writable } from 'node:stream';
import type { Bytes } from '../graphql/bytes.ts';
import type { Payload, Results } from '../graphql/shared-subscriptions.ts';
import type { Reader } from '../live/feed.ts';

/** A write that has so many bytes takes no further result. */
const enough = 64 * 1024;
const nothing = Buffer.alloc(0);

/** Begins when `pour` is called. A class, for the reason that `MappedFeed` is one. */
export abstract class BackpressuredWriter implements Reader {
  readonly #feed: Results;
  readonly #stream: Writable;
  /** True until what was written has left the process, and when all is over. */
  #isBusy = false;

  /** `stream`: what the results go to. */
  constructor(feed: Results, stream: Writable) {
    this.#feed = feed;
    this.#stream = stream;
  }

  /** False when the connection is closing: then nothing more is written. */
  protected abstract isOpen(): boolean;
  /** The results as they are sent, in one piece or in several. */
  protected abstract encode(results: readonly Payload[]): readonly Bytes[];
  /** Everything has been written, and the feed is closed. */
  protected abstract end(): void;

  start(): void {
    this.#feed.open(this);
  }

  stop(): void {
    this.#feed.close();
  }

  wake(): void {
    if (this.#isBusy) return;
    for (let first = this.#feed.read(); first; first = this.#feed.read()) {
      if (!this.isOpen()) return this.#feed.close();
      this.#write(this.encode(batch(this.#feed, first)));
      if (this.#stream.writableLength > 0) return this.#wait();
    }
    if (!this.#feed.isOver()) return;
    this.#isBusy = true;
    this.#feed.close();
    this.end();
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
