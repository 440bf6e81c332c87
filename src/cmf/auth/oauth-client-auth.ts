/** Client authentication of the gateway at the token endpoint (RFC 6749 section 2.3, RFC 7523 section 2.2). */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ClientAuth } from 'oauth4webapi';

export type OAuthAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

export interface ClientCredentials {
  readonly method: OAuthAuthMethod;
  /** The client secret, or the private key as PEM. Read for each request, as it may be rotated. */
  readonly secret: () => string;
  /** `kid` of the assertions that are signed by the private key. */
  readonly keyId?: string | undefined;
}

export async function clientAuthOf({ method, secret, keyId }: ClientCredentials): Promise<ClientAuth> {
  const { ClientSecretBasic, ClientSecretPost, PrivateKeyJwt } = await import('oauth4webapi');
  if (method === 'client_secret_basic') return ClientSecretBasic(secret());
  if (method === 'client_secret_post') return ClientSecretPost(secret());
  const key = await signingKey(secret());
  return PrivateKeyJwt({ key, ...(keyId !== undefined && { kid: keyId }) });
}

/** The algorithm follows from the kind of the key: RS256, ES256, ES384, ES512 or Ed25519. */
async function signingKey(pem: string) {
  const { importPKCS8 } = await import('jose');
  const key = createPrivateKey(pem);
  return importPKCS8(key.export({ type: 'pkcs8', format: 'pem' }).toString(), algorithmOf(key));
}

const algorithms: Readonly<Record<string, string>> = {
  rsa: 'RS256',
  ed25519: 'Ed25519',
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const algorithm = algorithms[asymmetricKeyDetails?.namedCurve ?? asymmetricKeyType ?? ''];
  if (algorithm === undefined) throw new Error(`A key of type ${asymmetricKeyType} cannot sign assertions`);
  return algorithm;
}
