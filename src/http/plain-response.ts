/** Sends a response that is not a GraphQL response: a probe, metrics, a redirect or an error before GraphQL. */
import type { ServerResponse } from 'node:http';

/** Browsers must not guess another content type. */
const nosniff = { 'x-content-type-options': 'nosniff' };

export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '',
): void {
  // The same for HEAD, whose body Node omits.
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...nosniff, ...length, ...headers }).end(body);
}
