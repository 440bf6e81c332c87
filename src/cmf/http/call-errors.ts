/** The `CmfError` of a call that has no usable response. */
import { errors } from 'undici';
import { at } from '../../json.ts';
import { CmfError } from '../errors.ts';
import { ContentCodingError } from './content-coding.ts';

export function abortedCall(operation: string): CmfError {
  const message = 'The caller aborted the call to CMF';
  return new CmfError({ operation, failure: 'ABORTED', retryable: false, message });
}

export function expiredCall(operation: string, timeoutMs: number): CmfError {
  const message = `CMF did not respond within ${timeoutMs} ms`;
  return new CmfError({ operation, failure: 'TIMEOUT', retryable: true, message });
}

/** The message contains only the error code; addresses and headers stay in `cause`, for the log. */
export function brokenCall(operation: string, cause: unknown, maxResponseBytes: number): CmfError {
  if (cause instanceof errors.ResponseExceededMaxSizeError) {
    const message = `CMF's response is longer than ${maxResponseBytes} bytes`;
    return new CmfError({ operation, failure: 'MALFORMED', retryable: true, message, cause });
  }
  if (cause instanceof errors.ClientDestroyedError) {
    const message = 'The CMF client was closed';
    return new CmfError({ operation, failure: 'ABORTED', retryable: false, message, cause });
  }
  const code = at(cause, 'code');
  const message = `CMF could not be reached (${typeof code === 'string' ? code : 'connection broken'})`;
  return new CmfError({ operation, failure: 'UNREACHABLE', retryable: true, message, cause });
}

/** The body of a successful response cannot be decoded. Returns any other error unchanged. */
export function undecodableBody(operation: string, status: number, cause: unknown): unknown {
  if (!(cause instanceof ContentCodingError)) return cause;
  const message = `CMF's response ${cause.message}`;
  // The message already contains that of the `ContentCodingError`; the log appends that of zlib.
  return new CmfError({
    operation,
    failure: 'MALFORMED',
    status,
    retryable: true,
    message,
    cause: cause.cause,
  });
}
