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
import type { Bytes } from '../graphql/bytes.ts';
import type { Payload, Results } from '../graphql/shared-subscriptions.ts';
import { BackpressuredWriter } from './backpressured-writer.ts';

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

export function framesTo(connection: Connection, id: string, results: Results): AsyncIterableIterator<never> {
  return new Frames(connection, id, results);
}

class Frames extends BackpressuredWriter implements AsyncIterableIterator<never> {
  readonly #socket: WebSocket;
  /** What stands before each payload, as bytes. */
  readonly #before: string;
  readonly #ended = Promise.withResolvers<IteratorResult<never>>();

  constructor({ socket, stream }: Connection, id: string, results: Results) {
    super(results, stream);
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
        // Large ones are written as they are, and not copied for each subscriber.
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

/** The last one: subscribers whose ids are equally long have the same. */
let header = { length: 0, bytes: '' };

/** The header of a whole text frame of a server (RFC 6455 section 5.2), as bytes. */
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
