/**
 * The log: one JSON object a line, with ISO time and the level as a word. Credentials do not reach it, neither under
 * the keys that usually hold them nor inside of a text, because error messages of libraries quote both. That holds
 * with `REDACT=off` too: it is meant for callers.
 */
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../config/config.ts';
import type { Json } from '../json.ts';
import { createRedaction } from '../redaction/redaction.ts';

export type { Logger } from 'pino';

export interface LogOptions {
  /** Standard output unless one is given. */
  readonly destination?: DestinationStream | undefined;
  /** Further parts of keys that make a credential. */
  readonly redactKeys?: readonly string[];
}

export function createLogger(level: LogLevel, { destination, redactKeys = [] }: LogOptions = {}): Logger {
  const redaction = createRedaction({ keys: ['authorization', 'cookie', ...redactKeys] });
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: {
      streamWrite(line: string) {
        const record: Json = JSON.parse(line);
        const redacted = redaction.json(record);
        return redacted === record ? line : `${JSON.stringify(redacted)}\n`;
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
