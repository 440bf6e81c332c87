/** The metrics of the fleet, if they are on. */
import type { Config } from '../config/config.ts';
import { createFleetCheckpoints } from '../fleet-metrics/checkpoints.ts';
import { createFleetMetrics, type FleetMetrics } from '../fleet-metrics/fleet-metrics.ts';
import { createFleetProblems } from '../fleet-metrics/problems.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Store } from '../store/store.ts';

export interface FleetMetricsParts {
  readonly mirror: Mirror;
  readonly store: Store;
  readonly flink: FlinkJobs;
}

/** Null: they are off. */
export function openFleetMetrics(
  opening: AsyncDisposableStack,
  { fleetMetrics, fleetCheckpoints, upgradeStuckAfterMs: stuckAfterMs }: Config,
  { mirror, store, flink }: FleetMetricsParts,
): FleetMetrics | null {
  if (!fleetMetrics) return null;
  return opening.use(
    createFleetMetrics({
      store,
      problems: createFleetProblems({ mirror, flink, stuckAfterMs }),
      checkpoints: fleetCheckpoints
        ? createFleetCheckpoints({ mirror, flink, stuckAfterMs, cache: store.cache })
        : undefined,
    }),
  );
}
