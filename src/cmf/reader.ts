/** Reads one document from CMF with the right credentials, conditionally when CMF sent an ETag. Throws `CmfError`. */

import { type Identity, noIdentity } from './auth/identity.ts';
import { problemText } from './error-message.ts';
import { CmfError, type CmfFailure } from './errors.ts';
import { createValidators, validatorKey } from './etag.ts';
import type { HttpResponse } from './http/exchange.ts';
import { type Parse } from './resources/fields.ts';
import { unreadableReason } from './resources/list-page.ts';
import { type OnUnreadableTime, withTimeCheck } from './resources/time-check.ts';
import { isRetryableStatus } from './retry.ts';
import type { Transport } from './transport.ts';

export interface CallOptions {
  /** Ends the call with failure `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** Sent as `Authorization` in place of the gateway's own credentials: CMF then authorizes the caller. */
  readonly authorization?: string | undefined;
}

export interface Reading<Document> extends CallOptions {
  readonly operation: string;
  /** Path and query below the base URL; the same path always has the same kind of document. */
  readonly path: string;
  readonly parse: Parse<Document>;
}

/** Returns the same object while CMF responds that the document was not modified. */
export type Reader = <Document>(reading: Reading<Document>) => Promise<Document>;

export interface ReaderOptions {
  readonly transport: Transport;
  /** The gateway's own identity, for reads that are not on behalf of a caller. */
  readonly identity?: Identity | undefined;
  /** Removes credentials from CMF's message of a failure. */
  readonly redact?: ((words: string) => string) | undefined;
  readonly onUnreadableTime?: OnUnreadableTime | undefined;
}

export function createReader(options: ReaderOptions): Reader {
  const { transport, identity = noIdentity, redact = (words) => words, onUnreadableTime } = options;
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

    let response = await get(stored ? { 'if-none-match': stored.etag } : {});
    // Only this path's own parser stores under this key.
    if (response.status === 304 && stored) return stored.document as Document;
    // A 304 without a stored document: read unconditionally.
    if (response.status === 304) response = await get({});

    const clean = (message: string) => redact(conceal(message, authorization));
    const parse = withTimeCheck(operation, reading.parse, onUnreadableTime);
    const document = parseResponse({ ...reading, parse }, response, clean);
    if (response.etag === null) validators.delete(key);
    else validators.set(key, { etag: response.etag, document, bytes: response.body.length });
    return document;
  };
}

function parseResponse<Document>(
  { operation, parse }: Reading<Document>,
  { status, body }: HttpResponse,
  clean: (message: string) => string,
): Document {
  const failure = (kind: CmfFailure, retryable: boolean, message: string) =>
    new CmfError({ operation, failure: kind, status, retryable, message: clean(message) });
  const malformed = (what: string) => failure('MALFORMED', true, `CMF's response cannot be read: ${what}`);

  if (status === 304) throw malformed('304 to an unconditional request');
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
    throw malformed(unreadableReason(error));
  }
}

/** CMF, or a proxy in front of it, may quote the credential that it refused. */
export function conceal(message: string, authorization: string | undefined): string {
  const credential = authorization?.split(' ').at(-1);
  return credential ? message.replaceAll(credential, '***') : message;
}
