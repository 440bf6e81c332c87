/**
 * Bounds concurrent calls: to one cluster and in total. A waiting call has no time limit of its own. Therefore, when
 * a call to a cluster gets no response, the calls that already wait for the same cluster fail too: an unresponsive
 * JobManager costs one time limit, regardless of the number of waiting calls.
 */
import pLimit, { type LimitFunction } from 'p-limit';
import { CmfError } from '../cmf/errors.ts';

export type CallLimit = <Result>(cluster: string, call: () => Promise<Result>) => Promise<Result>;

interface Turns {
  readonly limit: LimitFunction;
  /** Calls that wait or run. */
  calls: number;
  /** Counts outages, so that a call can detect an outage during its wait. */
  outages: number;
  lastOutage: unknown;
}

export function createCallLimit(maximum: { readonly perCluster: number; readonly total: number }): CallLimit {
  const all = pLimit(maximum.total);
  const clusters = new Map<string, Turns>();

  const turnsOf = (cluster: string): Turns => {
    let turns = clusters.get(cluster);
    if (!turns) {
      turns = { limit: pLimit(maximum.perCluster), calls: 0, outages: 0, lastOutage: undefined };
      clusters.set(cluster, turns);
    }
    return turns;
  };

  return async (cluster, call) => {
    const turns = turnsOf(cluster);
    const { outages } = turns;
    const run = async () => {
      if (turns.outages > outages) throw turns.lastOutage;
      try {
        return await call();
      } catch (error) {
        if (isWithoutResponse(error)) {
          turns.outages += 1;
          turns.lastOutage = error;
        }
        throw error;
      }
    };
    turns.calls += 1;
    try {
      return await turns.limit(() => all(run));
    } finally {
      turns.calls -= 1;
      if (turns.calls === 0) clusters.delete(cluster);
    }
  };
}

function isWithoutResponse(error: unknown): boolean {
  return error instanceof CmfError && (error.failure === 'TIMEOUT' || error.failure === 'UNREACHABLE');
}
