/** The only error type that reads of a job throw. `schema/errors.ts` maps it to a public code. */
import type { CmfError } from '../cmf/errors.ts';

export class FlinkError extends Error {
  override readonly name = 'FlinkError';
  /** The HTTP status, when there was one: of Flink, of CMF, or of a proxy between them. */
  readonly status: number | null;

  /** The message is public. It contains no text of the response, because Flink's errors are whole stack traces. */
  constructor(cause: CmfError) {
    super(messageOf(cause), { cause });
    this.status = cause.status;
  }
}

/** True when Flink has no such job, or a job without this feature, or when there is no cluster. */
export function isAbsent(error: unknown): boolean {
  return error instanceof FlinkError && error.status === 404;
}

function messageOf({ failure, status }: CmfError): string {
  if (failure === 'TIMEOUT') return "Flink's REST API did not respond within `FLINK_TIMEOUT_MS`.";
  if (failure === 'MALFORMED') return "The response of Flink's REST API cannot be read.";
  if (failure === 'STATUS') return `Flink's REST API is unavailable: the response has HTTP status ${status}.`;
  return "Flink's REST API is unreachable.";
}
