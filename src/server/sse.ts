/**
 * Results as server-sent events, as graphql-sse has them in its distinct connections mode: each a `next`, then
 * `complete`. A client that is gone takes its subscription along at once.
 */
import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Exchange } from './exchange.ts';
import type { Results } from './operation.ts';
import { type ResponseHead, textOf } from './result.ts';

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
const pingIntervalMs = 12_000;

const complete = 'event: complete\ndata:\n\n';

/** Ends when all is written, or the client is gone. */
export async function sendEvents(exchange: Exchange, results: Results): Promise<void> {
  const { response } = exchange;
  const iterator = results[Symbol.asyncIterator]();
  openEvents(exchange);
  response.write(ping);
  const pings = setInterval(() => {
    if (!response.writableNeedDrain) response.write(ping);
  }, pingIntervalMs);
  response.once('close', () => {
    clearInterval(pings);
    void iterator.return?.();
  });
  for (;;) {
    const { done, value } = await iterator.next();
    if (done || response.destroyed) break;
    await written(response, next(value));
  }
  response.end(complete);
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
  return `event: next\ndata: ${textOf(result)}\n\n`;
}

/** Ends when the text was handed to the kernel, or the client is gone. */
function written(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    response.write(text, () => resolve());
  });
}
