/**
 * Cached responses in content codings. The first use of a coding encodes fast. The second use sends this body and
 * starts a smaller encoding in the background. So a response that is used once costs little, and a response that is
 * used often is short.
 */
import type {
  CachedResponse,
  Representation,
  ResponseCache,
} from '../../graphql/response-cache/responses.ts';
import type { MaybePromise } from '../../maybe-promise.ts';
import { encodedEtag } from '../etag.ts';
import { type ContentCoding, type Effort, encode } from './encode.ts';

/** `key`: the key of the response in the cache; undefined if it is not cached. */
export type EncodeResponse = (
  response: CachedResponse,
  coding: ContentCoding,
  key: string | undefined,
) => MaybePromise<Representation>;

export function createResponseEncoder(responses: ResponseCache): EncodeResponse {
  /** Bodies that were encoded fast; all others in the cache are small. */
  const fast = new WeakSet<Representation>();
  /** Concurrent clients share one encoding. */
  const running = new WeakMap<CachedResponse, Map<ContentCoding, Promise<Representation>>>();
  let isImproving = false;

  const encodeFast = async (response: CachedResponse, coding: ContentCoding, key: string | undefined) => {
    const representation = await represent(response, coding, 'fast');
    fast.add(representation);
    if (key !== undefined) responses.addEncoded(key, response, coding, representation);
    return representation;
  };

  /** One at a time, because requests wait for the same threads. Others are improved at their next use. */
  const improve = async (response: CachedResponse, coding: ContentCoding, key: string) => {
    isImproving = true;
    try {
      responses.addEncoded(key, response, coding, await represent(response, coding, 'small'));
    } finally {
      isImproving = false;
    }
  };

  return (response, coding, key) => {
    const known = response.encoded.get(coding);
    if (known) {
      if (key !== undefined && !isImproving && fast.delete(known)) {
        // After a failure the fast encoding stays in use.
        improve(response, coding, key).catch(() => undefined);
      }
      return known;
    }
    const ofResponse = running.get(response) ?? new Map<ContentCoding, Promise<Representation>>();
    const current = ofResponse.get(coding);
    if (current) return current;
    const encoding = encodeFast(response, coding, key);
    running.set(response, ofResponse.set(coding, encoding));
    const finish = () => ofResponse.delete(coding);
    encoding.then(finish, finish);
    return encoding;
  };
}

async function represent(
  { headers, body }: CachedResponse,
  coding: ContentCoding,
  effort: Effort,
): Promise<Representation> {
  const plain = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  const encoded = await encode(coding, effort, plain);
  const { etag } = headers;
  return {
    headers: {
      ...headers,
      'content-encoding': coding,
      'content-length': String(encoded.length),
      ...(etag !== undefined && { etag: encodedEtag(etag, coding, effort) }),
    },
    body: encoded,
  };
}
