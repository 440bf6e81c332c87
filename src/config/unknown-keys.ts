/**
 * Finds environment variables that look like settings but are not. An unknown `CMF_` key is an error, because the
 * gateway would start without the CMF URL or the credentials that the key was meant to set. Others cause warnings.
 */
import type { ConfigProblem, Environment } from './setting-reader.ts';
import { knownKeys } from './settings.ts';
import { closestWord, nearest } from './spelling.ts';

/**
 * First words of the gateway's own keys. Other programs' keys also begin with words such as REDIS and LOG, so an unknown
 * key with those is reported only when it looks like a typo.
 */
const ourPrefix =
  /^(?:CMF|AUTH|JWT|REDACT|REFRESH|JOURNAL|TIMELINE|SHUTDOWN|GRAPHIQL|EMULATOR|TRUSTED|CORS|CONSOLE_OIDC)_/;
/** Kubernetes sets these variables for each Service of the namespace, including a Service named `cmf`. */
const serviceLink = /_SERVICE_(?:HOST|PORT)|_PORT(?:_|$)/;

const cmfKeys = knownKeys.filter(isOfCmf);

export function unknownCmfKeys(env: Environment): readonly ConfigProblem[] {
  return unknownKeys(env)
    .filter(isOfCmf)
    .map((key) => ({
      key,
      problem: 'is not a known key',
      fix: `The nearest known key is ${nearest(key, cmfKeys)}`,
    }));
}

export function unknownKeyWarnings(env: Environment): readonly string[] {
  return unknownKeys(env)
    .filter((key) => !isOfCmf(key))
    .flatMap((key) => {
      const known = closestWord(key, knownKeys);
      if (known) return [`${key} is not a known key; did you mean ${known}?`];
      return ourPrefix.test(key) ? [`${key} is not a known key`] : [];
    });
}

/** Without empty ones, which count as unset. */
function unknownKeys(env: Environment): readonly string[] {
  return Object.keys(env).filter((key) => env[key] && !knownKeys.includes(key) && !serviceLink.test(key));
}

function isOfCmf(key: string): boolean {
  return key.startsWith('CMF_');
}
