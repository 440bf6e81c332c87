/** The body of an HTTP request, as text, up to a size. */
import type { IncomingMessage } from 'node:http';
import { publicError } from '../../schema/errors.ts';

/**
 * Throws `BODY_TOO_LARGE` as soon as that is known: from `Content-Length` before a byte is read, else at the byte that
 * is too many. What still comes is thrown away unread, so that a client that sends first and reads then sees the answer.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length']) > maxBytes) return reject(tooLarge(request, maxBytes));
    if (request.destroyed) return reject(endedEarly());
    // Small bodies come with their head, and are there when Node has read both: to take them at once costs half as much
    // as to be told of each part and of the end.
    process.nextTick(() => {
      if (!request.complete) return collect(request, maxBytes, resolve, reject);
      const body: Buffer | null = request.read();
      if (body && body.length > maxBytes) reject(tooLarge(request, maxBytes));
      else resolve(body?.toString('utf8') ?? '');
    });
  });
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
  if (request.destroyed) return cut();
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
