/**
 * The log: one JSON object a line, with ISO time and the level as a word. Credentials do not reach it, neither under
 * the keys that usually hold them nor inside of a text: a URL's user name and password and bearer tokens are cut
 * out of the finished line, because error messages of libraries quote both.
 */
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './config.ts';

export type { Logger } from 'pino';

const credentials = ['authorization', 'Authorization', 'cookie', 'token', 'password', 'secret'];
/** pino's wildcard stands for one step, so each depth is named. */
const paths = ['', '*.', '*.*.', '*.*.*.'].flatMap((depth) => credentials.map((key) => depth + key));

/** Writes to standard output unless a destination is given. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: '(hidden)' },
    hooks: { streamWrite: withoutCredentials },
  };
  return destination ? pino(options, destination) : pino(options);
}

function withoutCredentials(line: string): string {
  return line
    .replace(/:\/\/[^/\s"?#]+@/g, '://(hidden)@')
    .replace(/\bBearer [\w.~+/=-]+/gi, 'Bearer (hidden)');
}
