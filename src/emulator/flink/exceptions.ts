/** `/jobs/{job}/exceptions`, in the form of Flink 1 or of Flink 2. */
import type { JsonObject } from '../../json.ts';
import type { FlinkCluster } from './cluster.ts';
import type { RecordedException } from './job-record.ts';

/** `padding` extends each stack trace to about this many bytes, as generated code and deep recursion do. */
export function exceptionsBody(cluster: FlinkCluster, maximum: number, padding: number): JsonObject {
  const { generation, record } = cluster;
  const shown = record.exceptions.slice(0, maximum);
  const history = {
    entries: shown.map((exception) => entryOf(cluster, exception, padding)),
    truncated: shown.length < record.exceptions.length,
  };
  if (generation === 2) return { exceptionHistory: history };
  const [latest] = record.exceptions;
  return {
    'root-exception': latest ? lengthened(latest.stackTrace, padding) : null,
    timestamp: latest ? Date.parse(latest.at) : null,
    'all-exceptions': [],
    truncated: false,
    exceptionHistory: history,
  };
}

function entryOf(
  { generation, vertices, parallelism }: FlinkCluster,
  { at, stackTrace, attempt }: RecordedException,
  padding: number,
): JsonObject {
  const task = vertices[1]?.name ?? vertices[0]?.name;
  const location = { location: '10.0.12.7:42013' };
  return {
    exceptionName: /^[\w.$]+/.exec(stackTrace)?.[0] ?? 'java.lang.Exception',
    stacktrace: lengthened(stackTrace, padding),
    timestamp: Date.parse(at),
    failureLabels: {},
    taskName: `${task} (${parallelism}/${parallelism}) - execution #${attempt}`,
    ...(generation === 1 && location),
    endpoint: '10.0.12.7:42013',
    taskManagerId: 'taskmanager-1-2',
    concurrentExceptions: [],
  };
}

/** Frames are added before the causes, so that the root cause stays at the end. */
function lengthened(stackTrace: string, bytes: number): string {
  if (stackTrace.length >= bytes) return stackTrace;
  const [message = '', ...rest] = stackTrace.split('\n');
  const frame = '\tat com.example.streams.Generated$Operator.call(Generated.java:1)';
  const frames = Array.from({ length: Math.ceil(bytes / (frame.length + 1)) }, () => frame);
  return [message, ...frames, ...rest].join('\n');
}
