/**
 * Flink's REST API of an application's cluster, as CMF proxies it below `…/flink-web-ui`. It needs the right to read the
 * application. Without a cluster the emulated CMF responds with 404, without a reachable JobManager with 503: the
 * contract has no evidence for either. Flink's own errors are lists of texts with stack traces.
 */
import { checkpointConfigBody, checkpointsBody } from '../flink/checkpoints.ts';
import type { FlinkCluster } from '../flink/cluster.ts';
import { exceptionsBody } from '../flink/exceptions.ts';
import { jobBody, jobConfigBody, jobsBody, overviewBody, planOf } from '../flink/job.ts';
import { jobMetricsBody, subtaskMetricsBody } from '../flink/metrics.ts';
import { WorldError } from '../world.ts';
import type { Context, Route } from './context.ts';
import { json, type RestResponse } from './response.ts';

const proxy = '/cmf/api/v1/environments/{environment}/applications/{application}/flink-web-ui';

type Handle = (cluster: FlinkCluster, context: Context) => RestResponse;

function route(path: string, operation: string, handle: Handle): Route {
  return {
    method: 'GET',
    path: `${proxy}${path}`,
    operation,
    scope: 'applications',
    handle: (context) => handle(clusterIn(context), context),
  };
}

/** For paths below a job: refuses the ids that Flink refuses. */
function jobRoute(path: string, operation: string, handle: Handle): Route {
  return route(`/jobs/{job}${path}`, operation, (cluster, context) => {
    const id = context.parameter('job');
    if (!/^[\da-f]{32}$/.test(id)) {
      const problem = `Bad request, could not parse parameters: Cannot resolve path parameter (jobid) from value "${id}".`;
      return flinkError(400, `org.apache.flink.runtime.rest.handler.RestHandlerException: ${problem}`);
    }
    if (id !== cluster.jobId) {
      return flinkError(404, `org.apache.flink.runtime.rest.NotFoundException: Job ${id} not found`);
    }
    return handle(cluster, context);
  });
}

export const flinkRoutes: readonly Route[] = [
  route('/config', 'flinkConfig', ({ flinkVersion }) =>
    json(200, {
      'refresh-interval': 3000,
      'timezone-name': 'Coordinated Universal Time',
      'timezone-offset': 0,
      'flink-version': flinkVersion,
      'flink-revision': '89d0b8f @ 2025-01-28T23:32:02+01:00',
      features: { 'web-submit': false, 'web-cancel': false, 'web-rescale': false, 'web-history': false },
    }),
  ),
  route('/overview', 'flinkOverview', ({ flinkVersion, parallelism, jobState }) =>
    json(200, {
      taskmanagers: 1,
      'slots-total': parallelism,
      'slots-available': 0,
      'jobs-running': jobState === 'RUNNING' ? 1 : 0,
      'jobs-finished': jobState === 'FINISHED' ? 1 : 0,
      'jobs-cancelled': jobState === 'CANCELED' ? 1 : 0,
      'jobs-failed': jobState === 'FAILED' ? 1 : 0,
      'flink-version': flinkVersion,
      'flink-commit': '89d0b8f',
    }),
  ),
  route('/jobs', 'flinkJobs', (cluster) => json(200, jobsBody(cluster))),
  // Before `/jobs/{job}`, which matches it too.
  route('/jobs/overview', 'flinkJobsOverview', (cluster) => json(200, overviewBody(cluster))),
  jobRoute('', 'flinkJob', (cluster) => json(200, jobBody(cluster))),
  jobRoute('/config', 'flinkJobConfig', (cluster) => json(200, jobConfigBody(cluster))),
  jobRoute('/plan', 'flinkPlan', (cluster) => json(200, { plan: planOf(cluster) })),
  jobRoute('/exceptions', 'flinkExceptions', (cluster, { query, faults }) => {
    const padding = faults.map((fault) => (fault.kind === 'longStackTrace' ? fault.bytes : 0));
    return json(
      200,
      exceptionsBody(cluster, Number(query.get('maxExceptions') ?? 20), Math.max(0, ...padding)),
    );
  }),
  jobRoute('/checkpoints', 'flinkCheckpoints', (cluster) =>
    cluster.isBatch ? noCheckpoints() : json(200, checkpointsBody(cluster)),
  ),
  jobRoute('/checkpoints/config', 'flinkCheckpointConfig', (cluster) =>
    cluster.isBatch ? noCheckpoints() : json(200, checkpointConfigBody(cluster)),
  ),
  jobRoute('/metrics', 'flinkJobMetrics', (cluster, { query }) =>
    json(200, jobMetricsBody(cluster, query.get('get'))),
  ),
  jobRoute('/vertices/{vertex}/subtasks/metrics', 'flinkSubtaskMetrics', (cluster, { parameter, query }) => {
    const vertex = cluster.vertices.find(({ id }) => id === parameter('vertex'));
    if (!vertex) return flinkError(404, `org.apache.flink.runtime.rest.NotFoundException: No vertex found`);
    return json(200, subtaskMetricsBody(cluster, vertex, query.get('get'), query.get('agg')));
  }),
];

function clusterIn({ world, parameter }: Context): FlinkCluster {
  const cluster = world.flinkCluster(parameter('environment'), parameter('application'));
  if (cluster === 'none') throw new WorldError(404, 'The application has no Flink cluster');
  if (cluster === 'unreachable') throw new WorldError(503, 'The Flink cluster cannot be reached');
  return cluster;
}

/** A batch job has no checkpoint coordinator. */
function noCheckpoints(): RestResponse {
  const problem = 'Checkpointing has not been enabled.';
  return flinkError(404, `org.apache.flink.runtime.rest.handler.RestHandlerException: ${problem}`);
}

function flinkError(status: number, message: string): RestResponse {
  const frame =
    '\tat org.apache.flink.runtime.rest.handler.AbstractHandler.respondAsLeader(AbstractHandler.java:188)';
  return json(status, { errors: [`${message}\n${frame}\n`] });
}
