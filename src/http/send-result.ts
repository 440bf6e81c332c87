/** Sends results in the negotiated type and content coding, with an ETag for revalidation. */
import { bytesOf } from '../graphql/bytes.ts';
import type { CachedResponse, ResponseCache } from '../graphql/response-cache/responses.ts';
import type { Serialised } from '../graphql/serialise.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { sendEvent } from '../streams/sse.ts';
import { type AcceptedCodings, acceptedCodings, plainOnly } from './content-coding/accepted-codings.ts';
import type { ContentCoding } from './content-coding/encode.ts';
import { createResponseEncoder } from './content-coding/encoded-response.ts';
import { sendError } from './error-response.ts';
import { etagOf, matchingEtag } from './etag.ts';
import { type Exchange, isRead, reply } from './exchange.ts';
import type { Accepted } from './media-type.ts';
import { headOf } from './response-head.ts';

export interface Sender {
  /** Calls `cache` with a response that may be sent again; it returns its key in the cache, if it is there. */
  sendResult(
    exchange: Exchange,
    accepted: Accepted,
    serialised: Serialised,
    cache?: (response: CachedResponse) => string | undefined,
  ): MaybePromise<void>;
  /** Sends a response of the cache, or status 304 if the client has it already. */
  sendCached(exchange: Exchange, response: CachedResponse, key: string | undefined): MaybePromise<void>;
}

export interface SenderOptions {
  readonly responses: ResponseCache;
  /** Whether responses are compressed for clients that accept it. */
  readonly compression: boolean;
}

/** Below this length a response fits in one packet, and compression gains nothing. */
const minEncodedLength = 1_000;

export function createSender({ responses, compression }: SenderOptions): Sender {
  const encodeResponse = createResponseEncoder(responses);

  const send = (
    exchange: Exchange,
    response: CachedResponse,
    status: number,
    key: string | undefined,
  ): MaybePromise<void> => {
    const { headers } = exchange.request;
    const accepted = compression ? acceptedCodings(headers['accept-encoding']) : plainOnly;
    const coding = codingFor(response, accepted);
    if (coding === null) return sendError(exchange, 'NOT_ACCEPTABLE', noAcceptableCoding);
    if (status === 200 && isRead(exchange.request)) {
      const etag = matchingEtag(headers['if-none-match'], response.headers['etag'], accepted);
      if (etag !== undefined) return reply(exchange, 304, { etag });
    }
    if (coding === 'identity') return reply(exchange, status, response.headers, response.body);
    const encoded = encodeResponse(response, coding, key);
    if (!(encoded instanceof Promise)) return reply(exchange, status, encoded.headers, encoded.body);
    return encoded.then(({ headers, body }) => reply(exchange, status, headers, body));
  };

  return {
    sendCached: (exchange, response, key) => send(exchange, response, 200, key),
    sendResult(exchange, { result: type }, { result, json }, cache) {
      const head = headOf(result, type ?? 'application/json');
      if (!type) return sendEvent(exchange, head, json);
      const { status, headers } = head;
      const body = bytesOf(json);
      const allHeaders = {
        ...headers,
        'content-type': `${type}; charset=utf-8`,
        'content-length': String(body.length),
        ...(status === 200 && isRead(exchange.request) && { etag: etagOf(json) }),
      };
      const { operation } = exchange.observation;
      const response = { headers: allHeaders, body, encoded: new Map(), operation };
      const key = status === 200 ? cache?.(response) : undefined;
      return send(exchange, response, status, key);
    },
  };
}

const noAcceptableCoding =
  'The response has no content coding that `Accept-Encoding` allows: br, zstd, gzip or identity.';

/** Null if the client accepts neither a supported coding nor a plain body. */
function codingFor(
  { body }: CachedResponse,
  { codings, isPlainAccepted, isCodingPreferred }: AcceptedCodings,
): ContentCoding | 'identity' | null {
  const isPlain = body.length < minEncodedLength || !isCodingPreferred;
  if (isPlain && isPlainAccepted) return 'identity';
  return codings[0] ?? null;
}
