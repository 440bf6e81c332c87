/**
 * The kinds of settings: how the text of an environment variable is parsed, and the error messages for invalid text.
 * Each message of a schema completes the sentence "KEY value …"; `expects` completes "Give …".
 */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Setting {
  readonly expects: string;
  readonly schema: z.ZodType<unknown, string>;
  /** As written in the environment; absent if an unset key has its own meaning. */
  readonly default?: string;
  readonly example: string;
  readonly description: string;
  /** True when the value must not be shown: not in errors, not in logs. */
  readonly secret?: true;
  /** True when the value is the path of a file. */
  readonly file?: true;
}

export function wholeNumber(from: number, to: number) {
  return {
    expects: `a whole number from ${from} to ${to}`,
    schema: z
      .string()
      .regex(/^\d+$/, { error: 'is not a whole number', abort: true })
      .transform(Number)
      .pipe(z.number().min(from, `is below ${from}`).max(to, `is above ${to}`)),
  };
}

export function text(shape: RegExp, expects: string) {
  return { expects, schema: z.string().regex(shape, `is not ${expects}`) };
}

export function oneOf<const Word extends string>(...words: readonly [Word, ...Word[]]) {
  return { expects: `one of ${words.join(', ')}`, schema: z.enum(words, { error: 'is unknown' }) };
}

export function trueOrFalse() {
  return { expects: 'true or false', schema: z.stringbool({ error: 'is neither true nor false' }) };
}

/** A base URL that paths are appended to, so without a trailing slash. */
export function httpUrl() {
  return {
    expects: 'an http or https URL without credentials, query, fragment and API path',
    schema: url('http', 'https')
      .refine((url) => url.username === '' && url.password === '', 'contains a user name or a password')
      .refine((url) => url.search === '' && url.hash === '', 'contains a query or a fragment')
      .refine((url) => !url.pathname.includes('/cmf/api'), 'contains the API path, which the client adds')
      .transform((url) => url.href.replace(/\/+$/, '')),
  };
}

/** It may contain a user name and a password, so its value is secret. `redis/connect.ts` defines the forms. */
export function redisUrl() {
  return {
    expects: 'a `redis://`, `redis+sentinel://` or `redis+cluster://` URL, or one of these with `rediss`',
    schema: z
      .string()
      .regex(
        /^rediss?(?:\+(?:sentinel|cluster))?:\/\/[^\s/?]+/,
        'does not start with redis://, redis+sentinel:// or redis+cluster://',
      ),
  };
}

function url(...schemes: readonly string[]) {
  return z
    .string()
    .refine((text) => URL.canParse(text), { error: 'is not a URL', abort: true })
    .transform((text) => new URL(text))
    .refine((url) => schemes.includes(url.protocol.slice(0, -1)), {
      error: `does not start with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
      abort: true,
    });
}

/** RFC 6750 section 2.1. Other text would break the header; the usual cause is a line break at the end of a file. */
export function bearerToken() {
  return {
    expects: 'the token alone, without the word Bearer, quotes and white space',
    schema: z.string().regex(/^[\w.~+/-]+=*$/, 'has characters that are not allowed in a token'),
  };
}

/** A secret in one line. Its issuer chooses the characters. */
export function passphrase() {
  return {
    expects: 'the secret alone, in one line',
    schema: z.string().regex(/^[\x20-\x7e\u00a0-\uffff]+$/, 'has control characters or line breaks'),
  };
}

/** The content, not the path. `\n` for line breaks is accepted, because many secret stores only support one line. */
export function privateKey() {
  return {
    expects:
      'an unencrypted private key as PEM: RSA of at least 2048 bits, EC on P-256, P-384 or P-521, or Ed25519',
    schema: z
      .string()
      .transform((text) => text.replaceAll('\\n', '\n'))
      .superRefine((text, context) => {
        const problem = keyProblem(text);
        if (problem !== undefined) context.addIssue(problem);
      }),
  };
}

const signingCurves = ['prime256v1', 'secp384r1', 'secp521r1'];

function keyProblem(pem: string): string | undefined {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    if (asymmetricKeyType === 'ed25519') return undefined;
    if (asymmetricKeyType === 'rsa') {
      return (asymmetricKeyDetails?.modulusLength ?? 0) < 2048 ? 'has less than 2048 bits' : undefined;
    }
    return signingCurves.includes(asymmetricKeyDetails?.namedCurve ?? '') ? undefined : 'is of another kind';
  } catch {
    return 'cannot be read as an unencrypted private key';
  }
}

/** The path of a PEM file. The file is read here, so that a missing or wrong file is an error at start-up. */
export function pemFile(content: string, block: RegExp) {
  return {
    expects: `the path of a readable PEM file with ${content}`,
    file: true as const,
    schema: z.string().superRefine((path, context) => {
      if (path.includes('-----BEGIN')) {
        context.addIssue('is the content of a file, not its path');
        return;
      }
      try {
        if (!block.test(readFileSync(path, 'utf8'))) context.addIssue(`contains no PEM block of ${content}`);
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        context.addIssue(`cannot be read (${reason})`);
      }
    }),
  };
}

/** Origins of web pages, as browsers send them in `Origin`: scheme, host and port only. */
export function origins() {
  return {
    expects: 'origins, separated by commas',
    schema: z
      .string()
      .transform((text) => text.split(',').map((origin) => origin.trim()))
      .pipe(
        z.array(
          z.string().refine((origin) => URL.canParse(origin) && isWebOrigin(new URL(origin), origin), {
            error: 'contains an item that is not an origin',
          }),
        ),
      ),
  };
}

function isWebOrigin({ protocol, origin }: URL, written: string): boolean {
  return (protocol === 'https:' || protocol === 'http:') && origin === written;
}

/** The path of a JSON file that maps ids to documents. The file is read once here, like PEM files. */
export function documentsFile() {
  const manifest = z.record(z.string(), z.string());
  return {
    expects: 'the path of a JSON file that maps the SHA-256 of each document to the document',
    file: true as const,
    schema: z.string().superRefine((path, context) => {
      try {
        if (!manifest.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success) {
          context.addIssue('is not an object of ids and documents');
        }
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'not JSON';
        context.addIssue(`cannot be read (${reason})`);
      }
    }),
  };
}

/** Any http or https URL, also with a query. */
export function webUrl() {
  return { expects: 'an http or https URL', schema: url('http', 'https').transform((url) => url.href) };
}

/**
 * The identifier of an OpenID Connect issuer (Discovery 1.0 section 3). It is kept as written, because tokens and metadata
 * must have exactly this text. Plain http is accepted on this machine only.
 */
export function issuerUrl() {
  return {
    expects: 'an https URL, or an http URL of this machine, without credentials, query and fragment',
    schema: z.string().superRefine((text, context) => {
      const problem = issuerProblem(text);
      if (problem !== undefined) context.addIssue(problem);
    }),
  };
}

const loopbackHosts = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

function issuerProblem(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url) return 'is not a URL';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopbackHosts.test(url.hostname))) {
    return 'does not start with https://';
  }
  if (url.username !== '' || url.password !== '') return 'contains a user name or a password';
  return /[?#\s]/.test(text) ? 'contains a query, a fragment or white space' : undefined;
}

/** Scopes of OAuth 2 (RFC 6749 section 3.3). */
export function scopes() {
  return text(
    /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/,
    'scopes with one space between them',
  );
}

/** Words separated by commas. */
export function words() {
  return {
    expects: 'words of letters, digits and `. - _`, separated by commas',
    schema: z
      .string()
      .transform((text) => text.split(',').map((word) => word.trim()))
      .pipe(z.array(z.string().regex(/^[\w.-]*\w[\w.-]*$/, 'contains an item that is not a word'))),
  };
}
