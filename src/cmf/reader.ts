/** Reads one document from CMF: as whom, conditionally where CMF gave an ETag, or fails with a `CmfError`. */

import { type Identity, noIdentity } from './auth/identity.ts';
import { problemText } from './error-message.ts';
import { CmfError, type CmfFailure } from './errors.ts';
import { createValidators, validatorKey } from './etag.ts';
import type { Answer } from './http-get.ts';
import { type Parse } from './resources/fields.ts';
import { whyUnreadable } from './resources/page.ts';
import { isRetryableStatus } from './retry.ts';
import type { Transport } from './transport.ts';

export interface Reading<Document> {
  readonly operation: string;
  /** Path and query below the base URL; the same path always has the same kind of document. */
  readonly path: string;
  readonly parse: Parse<Document>;
  readonly signal?: AbortSignal | undefined;
  /** In place of the gateway's own. */
  readonly authorization?: string | undefined;
}

/** While CMF says that a document was not modified, the very same value comes back. */
export type Reader = <Document>(reading: Reading<Document>) => Promise<Document>;

export interface ReaderOptions {
  readonly transport: Transport;
  /** The gateway's own, for what is not read in a caller's name. */
  readonly identity?: Identity | undefined;
  /** What of CMF's words on a failure may be told. */
  readonly redact?: ((words: string) => string) | undefined;
}

export function createReader(options: ReaderOptions): Reader {
  const { transport, identity = noIdentity, redact = (words) => words } = options;
  const validators = createValidators();

  return async <Document>(reading: Reading<Document>): Promise<Document> => {
    const { operation, path, signal } = reading;
    // The gateway stays the same principal when its token is renewed.
    const key = validatorKey(path, reading.authorization);
    const stored = validators.get(key);
    let authorization = reading.authorization;
    const get = (condition: Readonly<Record<string, string>>) => {
      const request = (credential: string | undefined) => {
        authorization = credential;
        const headers = {
          accept: 'application/json',
          ...(credential !== undefined && { authorization: credential }),
        };
        return transport.get({ operation, path, headers: { ...headers, ...condition }, signal });
      };
      if (reading.authorization !== undefined) return request(reading.authorization);
      return identity.send({ operation, signal }, request);
    };

    let answer = await get(stored ? { 'if-none-match': stored.etag } : {});
    // Only this path's own parser wrote there.
    if (answer.status === 304 && stored) return stored.document as Document;
    // "Not modified" since something that we do not have.
    if (answer.status === 304) answer = await get({});

    const tell = (words: string) => redact(conceal(words, authorization));
    const document = understand(reading, answer, tell);
    if (answer.etag === null) validators.delete(key);
    else validators.set(key, { etag: answer.etag, document, bytes: answer.body.length });
    return document;
  };
}

function understand<Document>(
  { operation, parse }: Reading<Document>,
  { status, body }: Answer,
  tell: (words: string) => string,
): Document {
  const failure = (kind: CmfFailure, retryable: boolean, message: string) =>
    new CmfError({ operation, failure: kind, status, retryable, message: tell(message) });
  const malformed = (what: string) => failure('MALFORMED', true, `CMF's answer cannot be read: ${what}`);

  if (status === 304) throw malformed('"not modified" without having been asked');
  const text = new TextDecoder().decode(body);
  if (status < 200 || status > 299) {
    throw failure('STATUS', isRetryableStatus(status), problemText(status, text));
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw malformed('it is not JSON');
  }
  try {
    return parse(json);
  } catch (error) {
    throw malformed(whyUnreadable(error));
  }
}

/** CMF, or a proxy before it, may quote the credential that it refused. */
function conceal(message: string, authorization: string | undefined): string {
  const credential = authorization?.split(' ').at(-1);
  return credential ? message.replaceAll(credential, '***') : message;
}
