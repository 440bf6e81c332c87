/**
 * Access rights by bearer token: the outcome of CMF's RBAC, not its roles. Rights on environments grant nothing inside
 * them, and the reverse (contract section 2). Disabled until a token is required.
 */
import { createRemoteJWKSet, jwtVerify } from 'jose';

export interface Rights {
  /** The environments that may be listed and read. */
  readonly environments?: 'all' | readonly string[];
  /** The environments whose applications, instances, events and savepoints may be read and changed. */
  readonly applications?: 'all' | readonly string[];
  /** Default true. */
  readonly detachedSavepoints?: boolean;
  /** True: resources may be read but not changed. */
  readonly readOnly?: boolean;
}

/** An issuer whose valid JWTs are accepted, in addition to tokens that are allowed individually. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly rights: Rights;
}

/** Whether a list omits forbidden items or is refused as a whole: the contract leaves this open. */
export type ListPolicy = 'filter' | 'refuse';

export interface Access {
  /** Requires a known token for each request (401 without). */
  require(required: boolean): void;
  allow(token: string, rights: Rights): void;
  /** Makes the token unknown. */
  revoke(token: string): void;
  /** Loads the issuer's keys again. Tokens that are signed with removed keys are then unknown. */
  trust(issuer: TrustedIssuer): void;
  /** Policy for the list of environments. */
  lists: ListPolicy;
  /** For the list of an environment's applications: `filter` responds 200 without items. */
  applicationLists: ListPolicy;
  /** The rights of an `Authorization` header; null when it is missing or unknown. */
  authorize(authorization: string | undefined): Promise<Permissions | null>;
}

export interface Permissions {
  readonly allEnvironments: boolean;
  environment(name: string): boolean;
  applications(environment: string): boolean;
  readonly detachedSavepoints: boolean;
  readonly writes: boolean;
}

interface Trusted extends TrustedIssuer {
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
}

export function createAccess(): Access {
  const known = new Map<string, Rights>();
  let trusted: Trusted | null = null;
  let required = false;

  return {
    require: (value) => void (required = value),
    allow: (token, rights) => void known.set(token, rights),
    revoke: (token) => void known.delete(token),
    lists: 'filter',
    applicationLists: 'refuse',
    trust(issuer) {
      // An unknown key triggers a new read at once, because keys rotate within seconds here.
      trusted = { ...issuer, keys: createRemoteJWKSet(new URL(issuer.jwksUrl), { cooldownDuration: 0 }) };
    },
    async authorize(authorization) {
      if (!required) return permissionsOf({ environments: 'all', applications: 'all' });
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) return null;
      const rights = known.get(token) ?? (await rightsOfJwt(token, trusted));
      return rights ? permissionsOf(rights) : null;
    },
  };
}

async function rightsOfJwt(token: string, trusted: Trusted | null): Promise<Rights | null> {
  if (!trusted) return null;
  const { issuer, audience, keys, rights } = trusted;
  try {
    await jwtVerify(token, keys, { issuer, audience, requiredClaims: ['exp'] });
    return rights;
  } catch {
    return null;
  }
}

function permissionsOf(rights: Rights): Permissions {
  const { environments = [], applications = [], detachedSavepoints = true, readOnly = false } = rights;
  return {
    detachedSavepoints,
    writes: !readOnly,
    allEnvironments: environments === 'all',
    environment: (name) => environments === 'all' || environments.includes(name),
    applications: (environment) => applications === 'all' || applications.includes(environment),
  };
}
