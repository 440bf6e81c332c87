/**
 * Sends one write to CMF with the right credentials, at most once. Only after a 401, for which CMF did not run
 * the write, the gateway's own identity may repeat it with another credential. Throws a `CmfWriteError`.
 */
import { type Identity, noIdentity } from './auth/identity.ts';
import { problemMessages, problemText } from './error-message.ts';
import { CmfError, CmfWriteError } from './errors.ts';
import type { HttpResponse } from './http/exchange.ts';
import type { MalformedReport } from './list-reader.ts';
import { type CallOptions, conceal } from './reader.ts';
import type { Parse } from './resources/fields.ts';
import { unreadableReason } from './resources/list-page.ts';
import { type OnUnreadableTime, withTimeCheck } from './resources/time-check.ts';
import { isRetryableStatus } from './retry.ts';
import type { Transport } from './transport.ts';

/** A write that CMF accepted. */
export interface Written<Resource> {
  /** False when CMF responded with 304: the resource was as wanted before (contract section 2). */
  readonly isChanged: boolean;
  /** The resource as CMF sent it; null when the response contains no readable one. */
  readonly resource: Resource | null;
}

export interface Writing<Resource> extends CallOptions {
  readonly operation: string;
  readonly method: 'POST' | 'DELETE';
  /** Path and query below the base URL. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object | undefined;
  /** Null if CMF's response contains no resource. */
  readonly parse: Parse<Resource> | null;
}

export type Writer = <Resource>(writing: Writing<Resource>) => Promise<Written<Resource>>;

export interface WriterOptions {
  readonly transport: Transport;
  /** The gateway's own identity, for writes that are not on behalf of a caller. */
  readonly identity?: Identity | undefined;
  /** Removes credentials from CMF's error messages. */
  readonly redact?: ((message: string) => string) | undefined;
  /** Called when CMF accepted a write and its response cannot be read. */
  readonly onMalformed?: ((report: MalformedReport) => void) | undefined;
  readonly onUnreadableTime?: OnUnreadableTime | undefined;
}

export function createWriter(options: WriterOptions): Writer {
  const { transport, identity = noIdentity, redact = (message) => message, onMalformed } = options;
  const { onUnreadableTime } = options;

  return async (writing) => {
    const { operation, method, path, signal } = writing;
    const body = writing.body && JSON.stringify(writing.body);
    let authorization = writing.authorization;
    const request = (credential: string | undefined) => {
      authorization = credential;
      const headers = {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(credential !== undefined && { authorization: credential }),
      };
      return transport.write({ operation, method, path, headers, body, signal });
    };
    const response = await (authorization === undefined
      ? identity.send({ operation, signal }, request)
      : request(authorization)
    ).catch(unsent);

    const clean = (message: string) => redact(conceal(message, authorization));
    if (response.status === 304) return { isChanged: false, resource: null };
    if (response.status < 200 || response.status > 299) throw failed(operation, response, clean);
    const report = (detail: string) => onMalformed?.({ operation, detail });
    const parse = writing.parse && withTimeCheck(operation, writing.parse, onUnreadableTime);
    return { isChanged: true, resource: resourceOf(response, parse, report) };
  };
}

/**
 * An error that does not come from the transport comes from the identity: without a credential nothing is sent.
 */
function unsent(error: unknown): never {
  throw error instanceof CmfError ? CmfWriteError.from(error, 'NOT_SENT') : error;
}

function failed(
  operation: string,
  { status, body }: HttpResponse,
  clean: (message: string) => string,
): CmfWriteError {
  const text = new TextDecoder().decode(body);
  return new CmfWriteError({
    operation,
    failure: 'STATUS',
    status,
    retryable: isRetryableStatus(status),
    // CMF, or a proxy in front of it, may send a 5xx status although the change took effect.
    outcome: status >= 400 && status <= 499 ? 'REFUSED' : 'UNKNOWN',
    message: clean(problemText(status, text)),
    messages: problemMessages(status, text).map(clean),
  });
}

function resourceOf<Resource>(
  { body }: HttpResponse,
  parse: Parse<Resource> | null,
  report: (detail: string) => void,
): Resource | null {
  if (parse === null || body.length === 0) return null;
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch {
    report('it is not JSON');
    return null;
  }
  try {
    return parse(json);
  } catch (error) {
    report(unreadableReason(error));
    return null;
  }
}
