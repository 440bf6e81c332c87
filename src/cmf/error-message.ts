/**
 * Extracts one-line error messages from a CMF response body: control characters and markup removed, length capped.
 *
 * An error body can be a `RestError`, a framework's default object, plain text, a proxy's HTML, or empty. They are
 * tried in the order of contract section 2.
 */
import { STATUS_CODES } from 'node:http';
import { at } from '../json.ts';

const maxLength = 500;
const maxMessages = 100;
/** Only this much of a body is inspected: a proxy's error page may be long. */
const maxInspected = 16 * 1024;

/** All messages in one line. */
export function problemText(status: number, body: string): string {
  return tidy(textsOf(body).join('; ')) || statusLine(status);
}

/** One message for each problem that CMF lists; at least one. */
export function problemMessages(status: number, body: string): readonly string[] {
  const messages = textsOf(body)
    .slice(0, maxMessages)
    .map(tidy)
    .filter((message) => message !== '');
  return messages.length > 0 ? messages : [statusLine(status)];
}

function textsOf(body: string): readonly string[] {
  return fromJson(body) ?? [withoutMarkup(body.slice(0, maxInspected))];
}

function fromJson(body: string): readonly string[] | null {
  let problem: unknown;
  try {
    problem = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof problem === 'string') return [problem];
  const errors = at(problem, 'errors');
  const messages = (Array.isArray(errors) ? errors : []).map((error) => at(error, 'message'));
  const listed = messages.filter(isNonEmptyText);
  if (listed.length > 0) return listed;
  const single = [at(problem, 'message'), at(problem, 'error')].find(isNonEmptyText);
  return single === undefined ? null : [single];
}

function isNonEmptyText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function withoutMarkup(text: string): string {
  if (!/^\s*<[!a-z?]/i.test(text)) return text;
  return text
    .replace(/<(script|style|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^<>]*(?:>|$)/g, ' ')
    .replace(/&nbsp;/gi, ' ');
}

function tidy(text: string): string {
  const line = text
    .slice(0, maxInspected)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1).toWellFormed()}…` : line;
}

function statusLine(status: number): string {
  return `HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trim();
}
