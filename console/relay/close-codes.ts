/** The codes with which the gateway closes a WebSocket, as in `docs/security.md`. */
import { CloseCode } from 'graphql-ws';

/** The token has expired, or is not accepted. */
export const unauthorizedCode: number = CloseCode.Unauthorized;
/** CMF grants the user no access. */
export const forbiddenCode: number = CloseCode.Forbidden;
/** The page itself has replaced the connection. */
export const terminatedCode = 4499;
