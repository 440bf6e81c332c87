/** Reads the content codings that a client accepts from `Accept-Encoding` (RFC 9110 section 12.5.3). */
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { type ContentCoding, contentCodings } from './encode.ts';

export interface AcceptedCodings {
  /** Sorted by weight, then by the usual length of the encoded body; without codings of weight 0. */
  readonly codings: readonly ContentCoding[];
  /** Whether the client accepts a body without a coding. */
  readonly isPlainAccepted: boolean;
  /** Whether the client prefers a coding at least as much as no coding. */
  readonly isCodingPreferred: boolean;
}

/** For a request without the header: any coding is acceptable, but a client that cannot decode sends no header either. */
export const plainOnly: AcceptedCodings = { codings: [], isPlainAccepted: true, isCodingPreferred: false };

/** The types of `negotiator` lack the second parameter. */
interface EncodingNegotiator {
  encodings(available: readonly string[], options: { readonly preferred: readonly string[] }): string[];
}

/** Parsing a header takes microseconds, and clients send few different ones. */
const parsed = new LRUCache<string, AcceptedCodings>({ max: 100, memoMethod: negotiate });

/** A longer header is ignored, as for `Accept`. */
const maxLength = 1_000;

export function acceptedCodings(header: string | undefined): AcceptedCodings {
  if (header === undefined || header.length > maxLength) return plainOnly;
  return parsed.memo(header);
}

function negotiate(header: string): AcceptedCodings {
  const negotiator: EncodingNegotiator = new Negotiator({ headers: { 'accept-encoding': header } });
  const accepted = negotiator.encodings([...contentCodings, 'identity'], { preferred: contentCodings });
  const codings = accepted.flatMap((name) => contentCodings.filter((coding) => coding === name));
  return {
    codings,
    isPlainAccepted: accepted.includes('identity'),
    isCodingPreferred: codings.length > 0 && accepted[0] === codings[0],
  };
}
