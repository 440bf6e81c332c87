/**
 * Redacts credentials in running text: messages, stack traces, command lines, property files, URLs. Finds `key=value`,
 * `key: value`, `"key":"value"` (also escaped) and `--key value` with credential keys, and values whose form shows that
 * they are credentials. Every pattern takes linear time on any text.
 */
import type { CredentialKeys } from './credential-keys.ts';

/** Returns the replacement for a credential that was found under `key`. */
export type Mark = (key: string, credential: string) => string;

/** The lookbehind lets a key match only at its start, so that each is examined once. */
const word = /(?<![\w.-])[\w.-]+/g;
const separator = /(?:\\*["'])?\]?[ \t]*(?:[=:]>?|:=)[ \t]*/y;
const blank = /[ \t]+(?!--)/y;
/** Quoted, quoted within a quoted text, or up to white space; continues after a character such as `=` or `,`. */
const value =
  /(\\+)(["'])[^]*?(?<!\\)\1\2|"(?:\\[^]|[^"\\])*(?:"|$)|'(?:\\[^]|[^'\\])*(?:'|$)|(?:\S*[=:,{[(][ \t]+)*\S+/y;

const userInfo = /:\/\/([^/\s"?#]+)@/g;
const bearer = /\bBearer[ \t]+([\w.~+/=-]+)/gi;
const authorization = /(\bauthorization(?:\\*["'])?\]?[ \t]*[=:][ \t]*(?:\\*["'])?\w+[ \t]+)([^\s"'\\]+)/gi;
const jwt = /(?<![\w-])eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

export function redactText(text: string, keys: CredentialKeys, mark: Mark): string {
  const recognised = text
    .replace(privateKey, (found) => mark('private key', found))
    .replace(userInfo, (_, found: string) => `://${mark('user', found)}@`)
    .replace(authorization, (_, before: string, found: string) => `${before}${mark('authorization', found)}`)
    .replace(bearer, (_, found: string) => `Bearer ${mark('bearer', found)}`)
    .replace(jwt, (found) => mark('token', found));
  return keys.isIn(recognised) ? withoutValues(recognised, keys, mark) : recognised;
}

function withoutValues(text: string, keys: CredentialKeys, mark: Mark): string {
  let result = '';
  let copied = 0;
  word.lastIndex = 0;
  for (let found = word.exec(text); found; found = word.exec(text)) {
    const [key] = found;
    if (!keys.isIn(key)) continue;
    const start =
      after(separator, text, word.lastIndex) ??
      (key.startsWith('-') ? after(blank, text, word.lastIndex) : null);
    const end = start === null ? null : after(value, text, start);
    if (start === null || end === null) continue;
    const written = text.slice(start, end);
    const quote = /^\\*["']/.exec(written)?.[0] ?? '';
    result += text.slice(copied, start) + quote + mark(key, written) + (written.endsWith(quote) ? quote : '');
    copied = end;
    word.lastIndex = end;
  }
  return result + text.slice(copied);
}

/** The end of a sticky pattern's match at `index`, or null. */
function after(pattern: RegExp, text: string, index: number): number | null {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : null;
}
