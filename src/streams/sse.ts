/**
 * Results as server-sent events, as graphql-sse has them in its distinct connections mode: each a `next`, then
 * `complete`. A client that is gone takes its subscription along at once.
 */
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import type { ExecutionResult } from 'graphql';
import { type Bytes, concatBytes } from '../graphql/bytes.ts';
import type { Payload, Results } from '../graphql/shared-subscriptions.ts';
import { BackpressuredWriter } from './backpressured-writer.ts';
import { onHeartbeat } from './heartbeat.ts';

/** The response that carries a stream, with the headers that every response to its request has. */
export interface EventStreamTarget {
  readonly response: ServerResponse;
  readonly headers: Readonly<Record<string, string>>;
}

const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  connection: 'keep-alive',
  'cache-control': 'no-cache',
  // No proxy is to wait for more in order to compress it.
  'content-encoding': 'none',
};

/** Writes the head of a stream. One by one: whoever looks at the response later is to see that it is a stream. */
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

/** Says nothing; the first one makes browsers take the response for begun, the others keep it from being cut. */
const ping = ':\n\n';

const complete = 'event: complete\ndata:\n\n';

/** Takes the results until they are over, or the client is gone. */
export function sendEvents(exchange: EventStreamTarget, results: Results): void {
  const { response } = exchange;
  if (response.destroyed) return results.close();
  openEvents(exchange);
  response.write(ping);
  const { socket, chunkedEncoding } = response;
  // The socket is null until what was asked before over the same connection is answered. HTTP/1.0 has no chunks.
  const isPassed = socket !== null && chunkedEncoding;
  const stream = isPassed ? socket : response;
  const pings = onHeartbeat(() => {
    if (stream.writableLength === 0) response.write(ping);
  });
  response.once('close', () => {
    pings[Symbol.dispose]();
    results.close();
  });
  const end = () => {
    pings[Symbol.dispose]();
    response.end(complete);
  };
  new Events(results, response, { stream, encode: isPassed ? chunkOf : eventsOf, end }).start();
}

interface Way {
  readonly stream: Writable;
  readonly encode: (results: readonly Payload[]) => Bytes;
  readonly end: () => void;
}

/**
 * Once its head is written, Node's response is passed by: it would write each chunk of HTTP in four pieces, and a chunk
 * is the same bytes for all. What the response itself writes, pings and the end, stands whole between them.
 */
class Events extends BackpressuredWriter {
  readonly #response: ServerResponse;
  readonly #way: Way;

  constructor(results: Results, response: ServerResponse, way: Way) {
    super(results, way.stream);
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

/** The same for a single result. */
export function sendEvent(
  exchange: EventStreamTarget,
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  result: ExecutionResult,
): void {
  openEvents(exchange, status, headers);
  exchange.response.end(ping + next(result) + complete);
}

function next(result: ExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

const eventsOf = shared((pieces) => pieces);

/** As a chunk of HTTP/1.1 (RFC 9112 section 7.1). */
const chunkOf = shared((pieces, length) => [`${length.toString(16)}\r\n`, ...pieces, '\r\n']);

interface Batch {
  readonly results: readonly Payload[];
  readonly bytes: Bytes;
}

/** The same bytes for all who are sent the same results at once. */
function shared(wrap: (pieces: readonly Bytes[], length: number) => readonly Bytes[]) {
  /** By their first result. */
  const batches = new WeakMap<Payload, Batch>();
  return (results: readonly Payload[]): Bytes => {
    const [first] = results;
    const known = first && batches.get(first);
    if (known?.results.length === results.length && known.results.every((each, at) => each === results[at])) {
      return known.bytes;
    }
    const pieces = results.flatMap((result): Bytes[] => ['event: next\ndata: ', result.bytes, '\n\n']);
    const bytes = concatBytes(wrap(pieces, lengthOf(pieces)));
    if (first) batches.set(first, { results, bytes });
    return bytes;
  };
}

function lengthOf(pieces: readonly Bytes[]): number {
  return pieces.reduce((length, piece) => length + piece.length, 0);
}
