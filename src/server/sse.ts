/**
 * Results as server-sent events, as graphql-sse has them in its distinct connections mode: each a `next`, then
 * `complete`. A client that is gone takes its subscription along at once.
 */
import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { Results } from './operation.ts';
import { textOf } from './result.ts';

export const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  connection: 'keep-alive',
  'cache-control': 'no-cache',
  // No proxy is to wait for more in order to compress it.
  'content-encoding': 'none',
};

/** Says nothing; the first one makes browsers take the response for begun, the others keep it from being cut. */
const ping = ':\n\n';
const pingIntervalMs = 12_000;

const complete = 'event: complete\ndata:\n\n';

/** After the head of the response was written. Ends when all is written, or the client is gone. */
export async function sendEvents(response: ServerResponse, results: Results): Promise<void> {
  const iterator = results[Symbol.asyncIterator]();
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
export function sendEvent(response: ServerResponse, result: ExecutionResult): void {
  response.end(ping + next(result) + complete);
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
