/**
 * Writes the results of a subscription to its connection with backpressure: all available results go out in one write,
 * and the next ones are taken only when that write has left the process.
 *
 * Results that were published together, or while the connection was busy, therefore cost one write. For a reader that
 * stalls, journal entries wait within the bound of its queue, and never more bytes than one write.
 */
import type { Writable } from 'node:stream';
import type { Bytes } from '../graphql/bytes.ts';
import type { Payload, Results } from '../graphql/shared-subscriptions.ts';
import type { Reader } from '../live/feed.ts';
import type { StreamCounts } from '../observability/meters/streams.ts';

/** A write of this many bytes takes no further result. */
const enough = 64 * 1024;
const nothing = Buffer.alloc(0);

/** `start` begins. A class for the same reason as `MappedFeed`. */
export abstract class BackpressuredWriter implements Reader {
  readonly #feed: Results;
  readonly #stream: Writable;
  readonly #counts: StreamCounts;
  #isOpen = false;
  /** True until the last write has left the process, and after the end. */
  #isBusy = false;

  /** `stream` receives the results. */
  constructor(feed: Results, stream: Writable, counts: StreamCounts) {
    this.#feed = feed;
    this.#stream = stream;
    this.#counts = counts;
  }

  /** False when the connection is closing: nothing more is written then. */
  protected abstract isOpen(): boolean;
  /** The bytes of these results, in one or several parts. */
  protected abstract encode(results: readonly Payload[]): readonly Bytes[];
  /** Called when everything is written and the feed is closed. */
  protected abstract end(): void;

  start(): void {
    this.#isOpen = true;
    this.#counts.open += 1;
    this.#feed.open(this);
  }

  stop(): void {
    this.#feed.close();
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#counts.open -= 1;
  }

  wake(): void {
    if (this.#isBusy) return;
    for (let first = this.#feed.read(); first; first = this.#feed.read()) {
      if (!this.isOpen()) return this.stop();
      const results = batch(this.#feed, first);
      this.#counts.sent += results.length;
      this.#write(this.encode(results));
      if (this.#stream.writableLength > 0) return this.#wait();
    }
    if (!this.#feed.isOver()) return;
    this.#isBusy = true;
    this.stop();
    this.end();
  }

  #write(pieces: readonly Bytes[]): void {
    if (pieces.length > 1) this.#stream.cork();
    for (const piece of pieces) this.#stream.write(piece, 'latin1');
    if (pieces.length > 1) this.#stream.uncork();
  }

  #wait(): void {
    this.#isBusy = true;
    // The callback of an empty write runs when everything before it is written.
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
