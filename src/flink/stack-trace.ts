/** Extracts the first line and the innermost cause from a Java stack trace. Pure functions. */

/** A longer line contains data, not only a message. */
const maxLineLength = 2_000;
const maxTraceLength = 64 * 1024;

const causePrefix = 'Caused by: ';

/** The first line of the trace; null for an empty one. */
export function messageOf(trace: string): string | null {
  const text = trace.trimStart();
  return lineAt(text, 0);
}

/**
 * The innermost "Caused by", without these words; the first line for a trace that has none. Causes of suppressed
 * exceptions are indented and do not count.
 */
export function rootCauseOf(trace: string): string | null {
  const start = trace.lastIndexOf(`\n${causePrefix}`);
  return start < 0 ? messageOf(trace) : lineAt(trace, start + 1 + causePrefix.length);
}

/** The class of the exception, such as `java.io.IOException`; null if the trace does not begin with one. */
export function classOf(trace: string): string | null {
  return /^\s*([\w$]+(?:\.[\w$]+)+)/.exec(trace)?.[1] ?? null;
}

/** Long traces lose lines in their middle: the message is at the start and the root cause at the end. */
export function shortened(trace: string): string {
  if (trace.length <= maxTraceLength) return trace;
  const half = maxTraceLength / 2;
  const start = trace.slice(0, half).toWellFormed();
  const end = trace.slice(-half).toWellFormed();
  return `${start}\n… (${trace.length - maxTraceLength} characters omitted)\n${end}`;
}

function lineAt(text: string, start: number): string | null {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? undefined : end).trim();
  if (line === '') return null;
  return line.length > maxLineLength ? `${line.slice(0, maxLineLength).toWellFormed()}…` : line;
}
