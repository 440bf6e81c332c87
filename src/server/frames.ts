/**
 * The results of a subscription as graphql-transport-ws `next` frames: the payload is the same bytes for all who share
 * it, and only the few before it, with the operation's id, are the subscriber's own.
 *
 * graphql-ws keeps the protocol (it begins, ends and answers operations); it sees a stream that is silent until it is
 * over. `ws` keeps the connection, but is passed by: frames are written to its socket here, each whole. Its own frames
 * stand whole between them, because it compresses nothing; after its close frame nothing is written.
 */
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { pour } from './pour.ts';
import type { Results } from './shared-subscriptions.ts';

/** The close code for a subscriber who reads more slowly than states change: resume with the last cursor. */
export const slowConsumerCode = 4900;

/** What was sent before is still read by a reader who goes on in time; `ws` ends the connection of one who does not. */
export function closeSlow(socket: WebSocket): void {
  socket.close(slowConsumerCode, 'Slow consumer: subscribe again after the last cursor');
}

export interface Connection {
  readonly socket: WebSocket;
  /** What `socket` writes to. */
  readonly stream: Socket;
}

const over = { done: true, value: undefined } as const;

export function framesTo(
  { socket, stream }: Connection,
  id: string,
  results: Results,
): AsyncIterableIterator<never> {
  const ended = Promise.withResolvers<IteratorResult<never>>();
  const before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const spout = {
    stream,
    isOpen: () => socket.readyState === socket.OPEN,
    encode: (payloads: readonly Buffer[]) => framesOf(before, payloads),
    end: () => ended.resolve(over),
  };
  return {
    next() {
      pour(results, spout);
      return ended.promise;
    },
    async return() {
      results.close();
      ended.resolve(over);
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Payloads from this size on are written as they are; smaller ones are copied, so that they are one buffer for the kernel. */
const large = 16 * 1024;
const end = Buffer.from('}');

function framesOf(before: Buffer, payloads: readonly Buffer[]): readonly Buffer[] {
  if (payloads.some(({ length }) => length >= large)) {
    return payloads.flatMap((payload) => {
      const head = Buffer.allocUnsafe(headSize(before, payload));
      writeHead(head, 0, before, payload);
      return [head, payload, end];
    });
  }
  let size = 0;
  for (const payload of payloads) size += headSize(before, payload) + payload.length + end.length;
  const frames = Buffer.allocUnsafe(size);
  let at = 0;
  for (const payload of payloads) {
    at = writeHead(frames, at, before, payload);
    at += payload.copy(frames, at);
    at += end.copy(frames, at);
  }
  return [frames];
}

function messageSize(before: Buffer, payload: Buffer): number {
  return before.length + payload.length + end.length;
}

function headSize(before: Buffer, payload: Buffer): number {
  const length = messageSize(before, payload);
  return (length < 126 ? 2 : length < 65_536 ? 4 : 10) + before.length;
}

/** The header of a whole text frame of a server (RFC 6455 section 5.2), then what is before the payload. */
function writeHead(target: Buffer, start: number, before: Buffer, payload: Buffer): number {
  const length = messageSize(before, payload);
  let at = target.writeUInt8(0x81, start);
  if (length < 126) {
    at = target.writeUInt8(length, at);
  } else if (length < 65_536) {
    at = target.writeUInt8(126, at);
    at = target.writeUInt16BE(length, at);
  } else {
    at = target.writeUInt8(127, at);
    at = target.writeBigUInt64BE(BigInt(length), at);
  }
  return at + before.copy(target, at);
}
