/**
 * Pours the results of a subscription into a connection: all that there is goes out in one write, and nothing more is
 * taken before that write has left the process.
 *
 * So what was published at once, or while the connection was busy, costs one write; and what a reader who stalls makes
 * wait is entries of the journal, within the bound of its queue, and never more bytes than one write has.
 */
import type { Writable } from 'node:stream';
import type { Results } from './shared-subscriptions.ts';

export interface Spout {
  /** What these results go to. */
  readonly stream: Writable;
  /** Writes these results; false when the connection is closing, which ends the feed. */
  write(results: readonly Buffer[]): boolean;
  /** Everything has been written, and the feed is closed. */
  end(): void;
}

/** A write that has so many bytes takes no further result. */
const enough = 64 * 1024;
const nothing = Buffer.alloc(0);

export function pour(feed: Results, { stream, write, end }: Spout): void {
  let isBusy = false;

  const flow = () => {
    if (isBusy) return;
    for (let first = feed.read(); first; first = feed.read()) {
      const results = [first];
      let bytes = first.length;
      while (bytes < enough) {
        const result = feed.read();
        if (!result) break;
        results.push(result);
        bytes += result.length;
      }
      if (!write(results)) return feed.close();
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
