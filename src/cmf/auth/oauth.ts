/** The gateway's identity by OAuth 2 client credentials. */
import type { Identity } from './identity.ts';
import { createTokenHolder, type TokenHolderOptions } from './token-holder.ts';

export interface OAuthIdentity extends Identity, Disposable {}

export function createOAuthIdentity(options: TokenHolderOptions): OAuthIdentity {
  const holder = createTokenHolder(options);
  return {
    async send(call, request) {
      const token = await holder.token(call);
      const answer = await request(`Bearer ${token}`);
      if (answer.status !== 401) {
        holder.accepted(token);
        return answer;
      }
      // The token may be revoked, or its signing key may have been rotated: CMF may accept a newer token.
      const next = await holder.replace(token, call);
      if (next === undefined) return answer;
      const repeated = await request(`Bearer ${next}`);
      if (repeated.status !== 401) holder.accepted(next);
      return repeated;
    },
    get tokenAgeMs() {
      return holder.ageMs;
    },
    [Symbol.dispose]: () => holder.close(),
  };
}
