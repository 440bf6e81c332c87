/**
 * Extracts a one-line error message from a CMF response body: control characters and markup removed, length capped.
 *
 * An error body can be a `RestError`, a framework's default object, plain text, a proxy's HTML, or empty. They are
 * tried in the order of contract section 2.
 */
import { STATUS_CODES } from 'node:http';
import { at } from '../json.ts';

const maxLength = 500;
/** Only this much of a body is inspected: a proxy's error page may be long. */
const maxInspected = 16 * 1024;

export function problemText(status: number, body: string): string {
  return tidy(fromJson(body) ?? withoutMarkup(body.slice(0, maxInspected))) || statusLine(status);
}

function fromJson(body: string): string | null {
  let problem: unknown;
  try {
    problem = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof problem === 'string') return problem;
  const errors = at(problem, 'errors');
  const messages = (Array.isArray(errors) ? errors : []).map((error) => at(error, 'message'));
  const joined = messages.filter(isNonEmptyText).join('; ');
  return [joined, at(problem, 'message'), at(problem, 'error')].find(isNonEmptyText) ?? null;
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
