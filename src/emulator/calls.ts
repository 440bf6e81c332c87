/** The call log: the requests to the emulator, so that tests can count the calls of a gateway. */
import { createHash } from 'node:crypto';

export interface Call {
  readonly method: string;
  /** Percent-decoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The endpoint's name, such as `listApplications`. `unknown` for a path that CMF does not have. */
  readonly operation: string;
  /** The first 16 hexadecimal digits of the SHA-256 of the `Authorization` header. Null without the header. */
  readonly authorization: string | null;
  /** Wall-clock time, RFC 3339. */
  readonly at: string;
  /** Null until there is a response (and forever after a hang or a reset). */
  readonly status: number | null;
  /** Length of the response body. */
  readonly bytes: number;
}

export interface CallLog {
  /** Oldest first. Only the newest 10 000 are kept. */
  readonly entries: readonly Call[];
  /** Number of calls since the last `clear`, including those that are no longer kept. */
  count(operation?: string): number;
  clear(): void;
  /** Records a call and returns a function that records its response. */
  begin(call: Omit<Call, 'status' | 'bytes'>): (response: Pick<Call, 'status' | 'bytes'>) => void;
}

export const callsKept = 10_000;

export function createCallLog(): CallLog {
  const entries: Call[] = [];
  const counts = new Map<string, number>();

  return {
    entries,
    count: (operation) =>
      operation === undefined
        ? [...counts.values()].reduce((sum, count) => sum + count, 0)
        : (counts.get(operation) ?? 0),
    clear() {
      entries.length = 0;
      counts.clear();
    },
    begin(call) {
      const entry = { ...call, status: null as number | null, bytes: 0 };
      entries.push(entry);
      if (entries.length > callsKept) entries.shift();
      counts.set(call.operation, (counts.get(call.operation) ?? 0) + 1);
      return (response) => void Object.assign(entry, response);
    },
  };
}

export function hashOf(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  return createHash('sha256').update(authorization).digest('hex').slice(0, 16);
}
