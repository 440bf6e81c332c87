/**
 * The results of a subscription as graphql-transport-ws `next` frames. Identical subscriptions share the bytes of the
 * payload; only the prefix with the operation's id differs.
 *
 * graphql-ws implements the protocol and sees a stream without results that ends with the subscription. `ws` owns the
 * connection, but frames are written directly to its socket, each as a whole. Frames of `ws` itself come between them as
 * a whole, because it compresses nothing. Nothing is written after its close frame.
 */
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Bytes } from '../graphql/bytes.ts';
import type { Payload, Results } from '../graphql/shared-subscriptions.ts';
import type { StreamCounts } from '../observability/meters/streams.ts';
import { BackpressuredWriter } from './backpressured-writer.ts';

/** The close code for a subscriber that reads more slowly than states change. It resumes with its last cursor. */
export const slowConsumerCode = 4900;

/** A reader that continues in time still receives what was sent before; `ws` terminates the connection of others. */
export function closeSlow(socket: WebSocket): void {
  socket.close(slowConsumerCode, 'Slow consumer: subscribe again after the last cursor');
}

export interface Connection {
  readonly socket: WebSocket;
  /** The TCP or TLS socket below it. */
  readonly stream: Socket;
}

const over = { done: true, value: undefined } as const;

export function framesTo(
  connection: Connection,
  id: string,
  results: Results,
  counts: StreamCounts,
): AsyncIterableIterator<never> {
  return new Frames(connection, id, results, counts);
}

class Frames extends BackpressuredWriter implements AsyncIterableIterator<never> {
  readonly #socket: WebSocket;
  /** The bytes before each payload. */
  readonly #before: string;
  readonly #ended = Promise.withResolvers<IteratorResult<never>>();

  constructor({ socket, stream }: Connection, id: string, results: Results, counts: StreamCounts) {
    super(results, stream, counts);
    this.#socket = socket;
    this.#before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`).toString('latin1');
  }

  isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  encode(payloads: readonly Payload[]): readonly Bytes[] {
    const pieces: Bytes[] = [];
    let frames = '';
    for (const { bytes } of payloads) {
      frames += headerOf(this.#before.length + bytes.length + end.length) + this.#before;
      if (typeof bytes === 'string') {
        frames += bytes + end;
      } else {
        // Large payloads are not copied for each subscriber.
        pieces.push(frames, bytes);
        frames = end;
      }
    }
    pieces.push(frames);
    return pieces;
  }

  end(): void {
    this.#ended.resolve(over);
  }

  async next(): Promise<IteratorResult<never>> {
    this.start();
    return this.#ended.promise;
  }

  async return(): Promise<IteratorResult<never>> {
    this.stop();
    this.end();
    return over;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const end = '}';

/** The last header: subscribers whose ids have the same length share it. */
let header = { length: 0, bytes: '' };

/** The header of an unfragmented, unmasked text frame (RFC 6455 section 5.2). */
function headerOf(length: number): string {
  if (header.length === length) return header.bytes;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head.writeUInt8(0x81);
  if (length < 126) {
    head.writeUInt8(length, 1);
  } else if (length < 65_536) {
    head.writeUInt8(126, 1);
    head.writeUInt16BE(length, 2);
  } else {
    head.writeUInt8(127, 1);
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  header = { length, bytes: head.toString('latin1') };
  return header.bytes;
}
