/** Extracts one line from texts of CMF, the operator and Flink. Pure functions. */
import { at, isObject } from '../json.ts';

const maxLength = 300;

/** The first line that is not empty, shortened; null if there is none. */
export function oneLine(text: string | null): string | null {
  const line = text
    ?.split('\n')
    .map((each) => each.trim())
    .find((each) => each !== '');
  if (line === undefined) return null;
  return line.length > maxLength ? `${line.slice(0, maxLength).toWellFormed()}…` : line;
}

/**
 * The cause in an error of the Flink Kubernetes Operator. It writes a JSON object with a list of throwables, the innermost
 * last; CMF and other versions write plain text.
 */
export function operatorError(error: string): string | null {
  const parsed = parsedObject(error);
  if (parsed === null) return oneLine(error);
  const throwables = at(parsed, 'throwableList');
  const innermost: unknown = Array.isArray(throwables) ? throwables.findLast(isObject) : undefined;
  return described(innermost) ?? described(parsed) ?? oneLine(error);
}

function parsedObject(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function described(throwable: unknown): string | null {
  const [type, message] = [at(throwable, 'type'), at(throwable, 'message')];
  if (typeof message !== 'string' || message.trim() === '') {
    return typeof type === 'string' ? oneLine(type) : null;
  }
  return oneLine(typeof type === 'string' && type !== '' ? `${type}: ${message}` : message);
}
