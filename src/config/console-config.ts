/** The settings of the console, and how its users sign in. */
import type { ConfigProblem, Environment, ReadSetting } from './setting-reader.ts';

export interface ConsoleConfig {
  readonly enabled: boolean;
  /** Callers of the gateway are known by a token: CMF authorizes them, or the gateway verifies their tokens. */
  readonly usesTokens: boolean;
  /** Null: users paste a token. */
  readonly oidc: ConsoleOidc | null;
}

/** The console as a client of an OpenID Connect provider. Nothing of it is secret. */
export interface ConsoleOidc {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly audience: string | null;
  /** The origins that the page may connect to besides its own: that of the issuer first. */
  readonly origins: readonly string[];
}

export function readConsoleConfig(read: ReadSetting): ConsoleConfig {
  const issuer = read('CONSOLE_OIDC_ISSUER');
  const clientId = read('CONSOLE_OIDC_CLIENT_ID');
  const scope = read('CONSOLE_OIDC_SCOPE');
  const audience = read('CONSOLE_OIDC_AUDIENCE') ?? null;
  const origins = read('CONSOLE_OIDC_CONNECT_ORIGINS') ?? [];
  return {
    enabled: read('CONSOLE'),
    usesTokens: read('CMF_AUTH') === 'forward' || read('JWT_ISSUER') !== undefined,
    oidc:
      issuer !== undefined && clientId !== undefined
        ? {
            issuer,
            clientId,
            scope,
            audience,
            origins: [...new Set([new URL(issuer).origin, ...origins])],
          }
        : null,
  };
}

const issuerKey = 'CONSOLE_OIDC_ISSUER';
const clientKey = 'CONSOLE_OIDC_CLIENT_ID';

export function consoleConflicts(env: Environment): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const given = [
    issuerKey,
    clientKey,
    'CONSOLE_OIDC_SCOPE',
    'CONSOLE_OIDC_AUDIENCE',
    'CONSOLE_OIDC_CONNECT_ORIGINS',
  ].filter((key) => env[key]);
  if (given.length === 0) return [];
  for (const key of [issuerKey, clientKey]) {
    if (env[key]) continue;
    const fix = 'Set both CONSOLE_OIDC_ISSUER and CONSOLE_OIDC_CLIENT_ID, or no CONSOLE_OIDC_ key';
    problems.push({ key, problem: `is not set, but ${given[0]} is`, fix });
  }
  if (env[issuerKey] && env['CMF_AUTH'] !== 'forward' && !env['JWT_ISSUER']) {
    problems.push({
      key: issuerKey,
      problem: 'is set, but CMF_AUTH is service and the JWT_ keys are not set, so no token is checked',
      fix: 'Set CMF_AUTH=forward or the JWT_ keys, or unset it',
    });
  }
  const scope = env['CONSOLE_OIDC_SCOPE'];
  if (scope && !scope.split(' ').includes('openid')) {
    problems.push({
      key: 'CONSOLE_OIDC_SCOPE',
      problem: `${JSON.stringify(scope)} does not contain openid`,
      fix: 'Add it, such as openid profile',
    });
  }
  return problems;
}
