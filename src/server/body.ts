/** The body of an HTTP request, as text, up to a size. */
import type { IncomingMessage } from 'node:http';
import { publicError } from '../../schema/errors.ts';

/**
 * Throws `BODY_TOO_LARGE` as soon as that is known: from `Content-Length` before a byte is read, else at the byte that
 * is too many. What still comes is thrown away unread, so that a client that sends first and reads then sees the answer.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => {
      reject(publicError('BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes.`));
      request.off('data', take).resume();
    };
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) tooLarge();
      else chunks.push(chunk);
    };
    if (Number(request.headers['content-length']) > maxBytes) return tooLarge();
    const cut = () => reject(publicError('BAD_REQUEST', 'The body ended early.'));
    if (request.destroyed) return cut();
    request.on('data', take);
    request.once('error', cut).once('close', cut);
    request.once('end', () => {
      // Every request closes; an error made for each, with its stack, would cost more than reading it.
      request.off('close', cut);
      resolve((chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString('utf8'));
    });
  });
}
