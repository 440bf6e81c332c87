/** The exceptions of a job: `/jobs/{job}/exceptions`. */
import { z } from 'zod';
import { text } from '../../cmf/resources/fields.ts';
import { isObject } from '../../json.ts';
import { classOf, messageOf, rootCauseOf, shortened } from '../stack-trace.ts';
import { listOf, type Redact, time } from './fields.ts';

export interface JobException {
  readonly at: string | null;
  /** The class, such as `java.io.IOException`. */
  readonly name: string | null;
  /** The first line of the stack trace. */
  readonly message: string | null;
  /** The innermost "Caused by". */
  readonly rootCause: string | null;
  /** The failed task with the number of its subtask and of its attempt. */
  readonly task: string | null;
  /** Host and port of its TaskManager. */
  readonly endpoint: string | null;
  readonly taskManagerId: string | null;
  /** Redacted. Long stack traces are shortened in the middle. */
  readonly stackTrace: string | null;
  /** The exceptions that other tasks threw because of this one, or together with it. */
  readonly concurrent: readonly JobException[];
}

const common = {
  exceptionName: text,
  stacktrace: text,
  timestamp: time,
  taskName: text,
  endpoint: text,
  location: text,
  taskManagerId: text,
};
const entry = z.object({ ...common, concurrentExceptions: listOf(z.object(common)) });
type Wire = Partial<z.output<z.ZodObject<typeof common>>>;

/** Flink before 1.13; kept beside the history up to 1.x, and gone in 2.0. */
const legacyEntry = z.object({
  exception: text,
  task: text,
  location: text,
  endpoint: text,
  timestamp: time,
  taskManagerId: text,
});

const exceptions = z.object({
  exceptionHistory: z.preprocess(objectOrNone, z.object({ entries: listOf(entry) })),
  'root-exception': text,
  timestamp: time,
  'all-exceptions': listOf(legacyEntry),
});

/** Newest first. From the history if there is one, otherwise from the older fields. */
export function parseExceptions(wire: unknown, redact: Redact): readonly JobException[] {
  const { exceptionHistory, ...legacy } = exceptions.parse(wire);
  if (exceptionHistory.entries.length === 0) return fromLegacy(legacy, redact);
  return exceptionHistory.entries.map((each) => ({
    ...exceptionOf(each, redact),
    concurrent: each.concurrentExceptions.map((other) => exceptionOf(other, redact)),
  }));
}

function fromLegacy(
  legacy: Omit<z.output<typeof exceptions>, 'exceptionHistory'>,
  redact: Redact,
): readonly JobException[] {
  const { 'root-exception': root, timestamp, 'all-exceptions': all } = legacy;
  const entries: readonly Wire[] = all.map(({ exception, task, ...rest }) => ({
    ...rest,
    stacktrace: exception,
    taskName: task,
  }));
  const isRoot = ({ stacktrace }: Wire) => stacktrace === root;
  const first = root === null ? [] : [entries.find(isRoot) ?? { stacktrace: root, timestamp }];
  const others = entries.filter((each) => !isRoot(each));
  return [...first, ...others].map((each) => exceptionOf(each, redact));
}

/**
 * The trace is redacted as a whole: a part of it may not contain the start of a credential, which the redaction
 * needs.
 */
function exceptionOf(wire: Wire, redact: Redact): JobException {
  const { exceptionName, stacktrace, timestamp, taskName, endpoint, location, taskManagerId } = wire;
  const clean = (sent: string | null | undefined) => (sent ? redact(sent) : null);
  const trace = clean(stacktrace);
  return {
    at: timestamp ?? null,
    name: clean(exceptionName) ?? (trace && classOf(trace)),
    message: trace && messageOf(trace),
    rootCause: trace && rootCauseOf(trace),
    task: clean(taskName),
    endpoint: clean(endpoint ?? location),
    taskManagerId: clean(taskManagerId),
    stackTrace: trace && shortened(trace),
    concurrent: [],
  };
}

function objectOrNone(sent: unknown): unknown {
  return isObject(sent) ? sent : {};
}
