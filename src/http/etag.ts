/**
 * Strong ETags (RFC 9110 section 8.8.3): a hash of the plain body, with a suffix for each way to encode it. Equal ETags
 * mean equal bytes.
 */
import { createHash } from 'node:crypto';
import type { AcceptedCodings } from './content-coding/accepted-codings.ts';
import type { ContentCoding, Effort } from './content-coding/encode.ts';

/** The ETag of the plain body. */
export function etagOf(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** The two efforts produce different bytes. */
export function encodedEtag(etag: string, coding: ContentCoding, effort: Effort = 'small'): string {
  return `${etag.slice(0, -1)}-${coding}${effort === 'fast' ? '-fast' : ''}"`;
}

/**
 * The ETag in `If-None-Match` that matches a representation of the current body that the client accepts, whether or
 * not this response would use it. Undefined if there is none. `*` matches any.
 *
 * RFC 9110 section 13.1.2: weak comparison. A proxy that changes the coding makes an ETag weak.
 */
export function matchingEtag(
  condition: string | undefined,
  etag: string | undefined,
  { codings, isPlainAccepted }: AcceptedCodings,
): string | undefined {
  if (condition === undefined || etag === undefined) return undefined;
  const acceptable = [
    ...(isPlainAccepted ? [etag] : []),
    ...codings.flatMap((coding) => [encodedEtag(etag, coding), encodedEtag(etag, coding, 'fast')]),
  ];
  const candidates = condition.split(',').map((candidate) => candidate.trim().replace(/^W\//, ''));
  if (candidates.includes('*')) return acceptable[0];
  return acceptable.find((tag) => candidates.includes(tag));
}
