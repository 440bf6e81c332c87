/** Chooses the media type of a response by the `Accept` header of its request (RFC 9110 section 12.5.1; GraphQL over HTTP). */
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

export type ResultType = 'application/json' | 'application/graphql-response+json';

export interface Accepted {
  /** The media type of a single result; null when the request accepts neither type. */
  readonly result: ResultType | null;
  /** Whether the request accepts results as server-sent events. */
  readonly events: boolean;
}

/** The response type for each type that a range can name; the first is preferred. JSON is always UTF-8. */
const resultTypes: ReadonlyMap<string, ResultType> = new Map([
  ['application/json', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/json;charset=utf-8', 'application/json'],
  ['application/graphql-response+json;charset=utf-8', 'application/graphql-response+json'],
]);
const offeredResults = [...resultTypes.keys()];
const offeredEvents = ['text/event-stream', 'text/event-stream;charset=utf-8'];

/** Parsing a header takes some 20 µs, and clients send few different ones. */
const parsed = new LRUCache<string, Accepted>({ max: 100, memoMethod: negotiate });

/** A longer header is ignored, which RFC 9110 allows: 16 KB of ranges would take 20 ms. */
const maxLength = 1_000;

export function accepted(accept = '*/*'): Accepted {
  return parsed.memo(accept.length > maxLength ? '*/*' : accept);
}

function negotiate(accept: string): Accepted {
  const negotiator = new Negotiator({ headers: { accept } });
  const result = negotiator.mediaType(offeredResults);
  return {
    result: (result !== undefined && resultTypes.get(result)) || null,
    events: negotiator.mediaType(offeredEvents) !== undefined,
  };
}
