/** The close code and reason of a WebSocket whose caller has no access, or lost it. */
import { CloseCode } from 'graphql-ws';
import { AuthenticationError } from '../auth/authentication-error.ts';
import { isEnd } from '../auth/session.ts';
import { CmfError } from '../cmf/errors.ts';

export interface Closing {
  readonly code: number;
  /** At most 123 bytes (RFC 6455 section 5.5). */
  readonly reason: string;
}

export function closeFrameOf(error: unknown): Closing {
  if (!isEnd(error)) return { code: 1013, reason: 'Authentication is unavailable: try again later' };
  if (error instanceof AuthenticationError)
    return { code: CloseCode.Unauthorized, reason: `Unauthorized: ${error.message}` };
  if (error instanceof CmfError && error.status === 403) {
    return { code: CloseCode.Forbidden, reason: 'Forbidden: CMF grants no access' };
  }
  return { code: CloseCode.Unauthorized, reason: 'Unauthorized: CMF rejected the credentials' };
}
