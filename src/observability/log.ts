/**
 * The log: one JSON object per line, with ISO time and the level as a word. Credentials are redacted under keys and
 * inside texts, because error messages of libraries quote both. A line that belongs to a trace contains the trace
 * ids. `REDACT=off` does not disable this: it applies to responses only.
 */
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../config/config.ts';
import type { Json } from '../json.ts';
import { createRedaction } from '../redaction/redaction.ts';
import { traceFields } from './correlation.ts';

export type { Logger } from 'pino';

export interface LogOptions {
  /** Default: standard output. */
  readonly destination?: DestinationStream | undefined;
  /** Further key parts that mark a credential. */
  readonly redactKeys?: readonly string[];
}

export function createLogger(level: LogLevel, { destination, redactKeys = [] }: LogOptions = {}): Logger {
  const redaction = createRedaction({ keys: ['authorization', 'cookie', ...redactKeys] });
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    mixin: () => traceFields(),
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
