/** With which code and reason a WebSocket is closed to a caller who may not have it (any more). */
import { CloseCode } from 'graphql-ws';
import { AuthenticationError } from '../auth/authentication-error.ts';
import { isEnd } from '../auth/session.ts';
import { CmfError } from '../cmf/errors.ts';

export interface Closing {
  readonly code: number;
  /** At most 123 bytes, as RFC 6455 has it. */
  readonly reason: string;
}

export function closeFrameOf(error: unknown): Closing {
  if (!isEnd(error))
    return { code: 1013, reason: 'It can not be found out now who you are: try again later' };
  if (error instanceof AuthenticationError)
    return { code: CloseCode.Unauthorized, reason: `Unauthorized: ${error.message}` };
  if (error instanceof CmfError && error.status === 403) {
    return { code: CloseCode.Forbidden, reason: 'Forbidden: CMF lets you see nothing' };
  }
  return { code: CloseCode.Unauthorized, reason: 'Unauthorized: CMF does not know you' };
}
