/** The body of an HTTP request, as text, up to a size. */
import type { IncomingMessage } from 'node:http';
import { publicError } from '../../schema/errors.ts';
import type { MaybePromise } from '../maybe-promise.ts';

/**
 * At once when all of it is there, as a small body is, which comes with its head. Rejects with `BODY_TOO_LARGE` as soon
 * as that is known: from `Content-Length` before a byte is read, else at the byte that is too many. What still comes is
 * thrown away unread, so that a client that sends first and reads then sees the answer.
 */
export function readBody(request: IncomingMessage, maxBytes: number): MaybePromise<string> {
  if (Number(request.headers['content-length']) > maxBytes)
    return Promise.reject(tooLarge(request, maxBytes));
  if (request.destroyed) return Promise.reject(endedEarly());
  if (!request.complete) return new Promise((resolve, reject) => collect(request, maxBytes, resolve, reject));
  // To take it in one piece costs half as much as to be told of each part and of the end.
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
  const cut = () => reject(endedEarly());
  request.on('data', take);
  request.once('error', cut).once('close', cut);
  request.once('end', () => {
    // Every request closes; an error made for each, with its stack, would cost more than reading it.
    request.off('close', cut);
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
