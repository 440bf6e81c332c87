/** A bearer token that is issued and rotated outside of the gateway (`CMF_TOKEN`, `CMF_TOKEN_FILE`). */
import type { Identity } from './identity.ts';

export interface TokenHolder {
  readonly current: string;
  /** Reads the file again. */
  reread(): Promise<void>;
}

export function createBearerIdentity(token: TokenHolder): Identity {
  const authorization = () => `Bearer ${token.current.trim()}`;
  return {
    async send(_call, request) {
      const sent = authorization();
      const answer = await request(sent);
      if (answer.status !== 401) return answer;
      // The file may have been replaced since it was last read.
      await token.reread();
      return authorization() === sent ? answer : request(authorization());
    },
  };
}
