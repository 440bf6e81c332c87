/**
 * Results as server-sent events, as graphql-sse has them in its distinct connections mode: each a `next`, then
 * `complete`. A client that is gone takes its subscription along at once.
 */
import type { ExecutionResult } from 'graphql';
import type { Exchange } from './exchange.ts';
import { onHeartbeat } from './heartbeat.ts';
import { pour } from './pour.ts';
import type { ResponseHead } from './result.ts';
import type { Payload, Results } from './shared-subscriptions.ts';

const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  connection: 'keep-alive',
  'cache-control': 'no-cache',
  // No proxy is to wait for more in order to compress it.
  'content-encoding': 'none',
};

/** Writes the head of a stream. One by one: whoever looks at the response later is to see that it is a stream. */
function openEvents(
  { response, headers }: Exchange,
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
export function sendEvents(exchange: Exchange, results: Results): void {
  const { response } = exchange;
  if (response.destroyed) return results.close();
  openEvents(exchange);
  response.write(ping);
  const pings = onHeartbeat(() => {
    if (!response.writableNeedDrain) response.write(ping);
  });
  response.once('close', () => {
    pings[Symbol.dispose]();
    results.close();
  });
  pour(results, {
    stream: response,
    isOpen: () => !response.destroyed,
    encode: (batch) => [eventsOf(batch)],
    end() {
      pings[Symbol.dispose]();
      response.end(complete);
    },
  });
}

/** The same for a single result. */
export function sendEvent(
  exchange: Exchange,
  { status, headers }: ResponseHead,
  result: ExecutionResult,
): void {
  openEvents(exchange, status, headers);
  exchange.response.end(ping + next(result) + complete);
}

function next(result: ExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

interface Batch {
  readonly results: readonly Payload[];
  readonly events: Buffer;
}

/** By their first result. */
const batches = new WeakMap<Payload, Batch>();

/** The same bytes for all who are sent the same results at once. */
function eventsOf(results: readonly Payload[]): Buffer {
  const [first] = results;
  const known = first && batches.get(first);
  if (known?.results.length === results.length && known.results.every((each, at) => each === results[at])) {
    return known.events;
  }
  const pieces = results.flatMap(({ bytes }) => ['event: next\ndata: ', bytes, '\n\n']);
  const events = Buffer.concat(
    pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)),
  );
  if (first) batches.set(first, { results, events });
  return events;
}
