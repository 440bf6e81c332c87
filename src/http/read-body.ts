/** Reads the body of an HTTP request as text, up to a maximum size. */
import type { IncomingMessage } from 'node:http';
import { publicError } from '../../schema/errors.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import type { Exchange } from './exchange.ts';

/**
 * Returns synchronously if the whole body has arrived, as a small body does together with the head. Rejects with
 * `BODY_TOO_LARGE` as early as possible: by `Content-Length` before reading, else at the first byte over the limit.
 * The rest of the body is discarded, so that a client that reads only after sending still receives the response.
 *
 * A client that sent `Expect: 100-continue` receives 100 only here, so it does not send a body that is refused unread.
 */
export function readBody({ request, response }: Exchange, maxBytes: number): MaybePromise<string> {
  if (Number(request.headers['content-length']) > maxBytes)
    return Promise.reject(tooLarge(request, maxBytes));
  if (request.destroyed) return Promise.reject(endedEarly());
  if (!request.complete) {
    if (request.headers.expect !== undefined && request.httpVersion === '1.1') response.writeContinue();
    return new Promise((resolve, reject) => collect(request, maxBytes, resolve, reject));
  }
  // One read costs half as much as the data and end events.
  const body: Buffer | null = request.read();
  if (body && body.length > maxBytes) return Promise.reject(tooLarge(request, maxBytes));
  return body?.toString('utf8') ?? '';
}

function collect(
  request: IncomingMessage,
  maxBytes: number,
  resolve: (text: string) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) return void chunks.push(chunk);
    request.off('data', take);
    reject(tooLarge(request, maxBytes));
  };
  const abort = () => reject(endedEarly());
  request.on('data', take);
  request.once('error', abort).once('close', abort);
  request.once('end', () => {
    // Every request emits close. Creating an error with its stack each time would cost more than reading.
    request.off('close', abort);
    resolve(Buffer.concat(chunks).toString('utf8'));
  });
}

function tooLarge(request: IncomingMessage, maxBytes: number): Error {
  request.resume();
  return publicError('BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes.`);
}

function endedEarly(): Error {
  return publicError('BAD_REQUEST', 'The body ended early.');
}
