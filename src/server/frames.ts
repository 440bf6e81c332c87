/**
 * The results of a subscription as graphql-transport-ws `next` frames, written to the socket here: a shared result is
 * serialised once, and only the few bytes with the operation's id are the subscriber's own.
 *
 * graphql-ws keeps the protocol (it begins, ends and answers operations); it sees a stream that is silent until it is
 * over. A frame is written when the one before has left the process, so a reader who stalls is noticed by the bound on
 * its queue of updates and not by this process's memory.
 */
import type { ExecutionResult } from 'graphql';
import type { WebSocket } from 'ws';
import type { ErrorCode } from '../../schema/errors.ts';
import { textOf } from './result.ts';
import type { SerialisedResult } from './shared-subscriptions.ts';

/** The close code for a subscriber who reads more slowly than states change: resume with the last cursor. */
export const slowConsumerCode = 4900;

/** What was sent before is still read by a reader who goes on in time; `ws` ends the connection of one who does not. */
export function closeSlow(socket: WebSocket): void {
  socket.close(slowConsumerCode, 'Slow consumer: subscribe again after the last cursor');
}

const over = { done: true, value: undefined } as const;

export function framesTo(
  socket: WebSocket,
  id: string,
  stream: AsyncIterable<ExecutionResult | SerialisedResult>,
): AsyncIterableIterator<never> {
  const results = stream[Symbol.asyncIterator]();
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;

  const pump = async (): Promise<IteratorResult<never>> => {
    for (;;) {
      const { done, value: result } = await results.next();
      // The socket has been closed for it.
      if (done || isTooSlow(result)) return over;
      await send(socket, `${head}${textOf(result)}}`);
    }
  };

  return {
    next: pump,
    // Reaches the source at once, also while the pump waits for a change.
    async return() {
      await results.return?.();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function isTooSlow({ errors }: ExecutionResult): boolean {
  return (
    errors?.some(({ extensions }) => extensions['code'] === ('SLOW_CONSUMER' satisfies ErrorCode)) ?? false
  );
}

/** Ends when the frame was handed to the kernel, or the socket is gone: then its streams are being returned. */
function send(socket: WebSocket, frame: string): Promise<void> {
  return new Promise((resolve) => {
    socket.send(frame, () => resolve());
  });
}
