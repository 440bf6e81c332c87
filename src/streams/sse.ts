/**
 * Results as server-sent events, in the distinct connections mode of the graphql-sse protocol: `next` for each, then
 * `complete`. Each event carries its cursor as `id`. The subscription ends when the client disconnects.
 */
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { type Bytes, concatBytes } from '../graphql/bytes.ts';
import type { Payload, Results } from '../graphql/shared-subscriptions.ts';
import type { StreamCounts } from '../observability/meters/streams.ts';
import { BackpressuredWriter } from './backpressured-writer.ts';
import { onHeartbeat } from './heartbeat-timer.ts';

/** The response that carries a stream, with the headers that every response to its request has. */
export interface EventStreamTarget {
  readonly response: ServerResponse;
  readonly headers: Readonly<Record<string, string>>;
}

const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  connection: 'keep-alive',
  // Proxies must neither compress nor buffer the stream.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** Sets the headers of a stream with `setHeader`, so that later code can read them from the response. */
function openEvents(
  { response, headers }: EventStreamTarget,
  status = 200,
  more: Readonly<Record<string, string>> = {},
): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...headers, ...more, ...eventStreamHeaders })) {
    response.setHeader(name, value);
  }
}

/** A comment, which keeps proxies from closing an idle connection. */
const ping = ':\n\n';

/** The reconnection delay of browsers, in milliseconds. As the first bytes it also starts the response. */
const retry = 'retry: 1000\n\n';

const complete = 'event: complete\ndata:\n\n';

/** The response of HEAD to a subscription, which is not executed. */
export function sendEventsHead(exchange: EventStreamTarget): void {
  openEvents(exchange);
  exchange.response.end();
}

/** Sends results until they end or the client disconnects. */
export function sendEvents(exchange: EventStreamTarget, results: Results, counts: StreamCounts): void {
  const { response } = exchange;
  // A client that has closed its side either waits for a response that ends, or has disconnected. The next write
  // distinguishes the cases.
  const { socket: client } = response.req;
  if (response.destroyed || client.readableEnded) {
    results.close();
    response.end();
    return;
  }
  openEvents(exchange);
  response.write(retry);
  const { socket, chunkedEncoding } = response;
  // The socket is null while an earlier request of the connection is unanswered. HTTP/1.0 has no chunks.
  const isPassed = socket !== null && chunkedEncoding;
  const stream = isPassed ? socket : response;
  const pings = onHeartbeat(() => {
    if (stream.writableLength === 0) response.write(ping);
  });
  const end = () => {
    pings[Symbol.dispose]();
    response.end(complete);
  };
  const encode = isPassed ? chunkOf : eventsOf;
  const events = new Events(results, response, { stream, encode, end }, counts);
  const endWithClient = () => {
    events.stop();
    end();
  };
  client.once('end', endWithClient);
  response.once('close', () => {
    client.off('end', endWithClient);
    pings[Symbol.dispose]();
    events.stop();
  });
  events.start();
}

interface Way {
  readonly stream: Writable;
  readonly encode: (results: readonly Payload[]) => Bytes;
  readonly end: () => void;
}

/**
 * Writes HTTP chunks directly to the socket once the head is written: Node's response would write each chunk in four
 * parts, and a chunk is the same bytes for all subscribers. Pings and the end, which the response writes, are whole chunks.
 */
class Events extends BackpressuredWriter {
  readonly #response: ServerResponse;
  readonly #way: Way;

  constructor(results: Results, response: ServerResponse, way: Way, counts: StreamCounts) {
    super(results, way.stream, counts);
    this.#response = response;
    this.#way = way;
  }

  isOpen(): boolean {
    return !this.#response.destroyed && this.#way.stream.writable;
  }

  encode(results: readonly Payload[]): readonly Bytes[] {
    return [this.#way.encode(results)];
  }

  end(): void {
    this.#way.end();
  }
}

/** Sends a single serialised result as a stream. */
export function sendEvent(
  exchange: EventStreamTarget,
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  json: string,
): void {
  openEvents(exchange, status, headers);
  exchange.response.end(`${retry}event: next\ndata: ${json}\n\n${complete}`);
}

const eventsOf = shared((pieces) => pieces);

/** Encodes a chunk of HTTP/1.1 (RFC 9112 section 7.1). */
const chunkOf = shared((pieces, length) => [`${length.toString(16)}\r\n`, ...pieces, '\r\n']);

interface Batch {
  readonly results: readonly Payload[];
  readonly bytes: Bytes;
}

/** Caches the bytes of a batch, because many subscribers receive the same results together. */
function shared(wrap: (pieces: readonly Bytes[], length: number) => readonly Bytes[]) {
  /** By the first result of the batch. */
  const batches = new WeakMap<Payload, Batch>();
  return (results: readonly Payload[]): Bytes => {
    const [first] = results;
    const known = first && batches.get(first);
    if (known?.results.length === results.length && known.results.every((each, at) => each === results[at])) {
      return known.bytes;
    }
    const pieces = results.flatMap((result): Bytes[] => [
      result.cursor === undefined ? 'event: next\ndata: ' : `event: next\nid: ${result.cursor}\ndata: `,
      result.bytes,
      '\n\n',
    ]);
    const bytes = concatBytes(wrap(pieces, lengthOf(pieces)));
    if (first) batches.set(first, { results, bytes });
    return bytes;
  };
}

function lengthOf(pieces: readonly Bytes[]): number {
  return pieces.reduce((length, piece) => length + piece.length, 0);
}
