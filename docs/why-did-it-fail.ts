/**
 * Watches for failures and reports the cause of each: the root cause, the restarts, the last checkpoint, and the place
 * of the logs.
 *
 *     npx node docs/why-did-it-fail.ts http://localhost:4000/graphql aws-us-east-1-stage
 */
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** Signals when to query: the jobs that are failing now, then each one that fails. */
const failures = /* GraphQL */ `
  subscription WhyDidItFailStates($environment: String) {
    jobStateChanged(environment: $environment, states: [FAILING, RESTARTING, FAILED]) {
      cursor
      ... on JobStateChange {
        environmentName
        applicationName
        to
      }
    }
  }
`;

/** Everything about the failure. `statistics` has the records of CMF, which remain after the end of the cluster. */
const why = /* GraphQL */ `
  query WhyDidItFail($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      jobState
      job {
        restarts
        exceptions(first: 1) {
          at
          message
          rootCause
          task
          logs {
            loki
            from
            to
          }
        }
        checkpoints {
          latestCompleted {
            triggeredAt
            location
          }
          latestFailed {
            failedAt
            reason
          }
        }
      }
      statistics {
        lastFailure {
          at
          message
        }
      }
    }
  }
`;

interface Exception {
  readonly at: string | null;
  readonly message: string | null;
  readonly rootCause: string | null;
  readonly task: string | null;
  readonly logs: { readonly loki: string; readonly from: string; readonly to: string } | null;
}

interface Answer {
  readonly application: {
    readonly jobState: string | null;
    /** Null when there is no cluster, and with the error `FLINK_UNREACHABLE` when it does not respond. */
    readonly job: {
      readonly restarts: number | null;
      readonly exceptions: readonly Exception[] | null;
      readonly checkpoints: {
        readonly latestCompleted: {
          readonly triggeredAt: string | null;
          readonly location: string | null;
        } | null;
        readonly latestFailed: { readonly failedAt: string | null; readonly reason: string | null } | null;
      } | null;
    } | null;
    readonly statistics: {
      readonly lastFailure: { readonly at: string; readonly message: string | null } | null;
    } | null;
  } | null;
}

export interface Failure {
  readonly environment: string;
  readonly application: string;
  readonly state: string | null;
  readonly reason: string | null;
  /** The task that threw the exception; null when only CMF recorded the failure. */
  readonly task: string | null;
  readonly restarts: number | null;
  /** The start of the newest checkpoint that the job can continue from. */
  readonly checkpointAt: string | null;
  readonly logs: Exception['logs'];
}

/** Yields once for each job that is failing now and for each failure from now on, without an end. */
export async function* watchFailures(url: string, environment: string | null): AsyncGenerator<Failure> {
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: Infinity,
    shouldRetry: () => true,
  });
  try {
    const query = { query: failures, variables: { environment } };
    for await (const { data, errors } of client.iterate<States>(query)) {
      if (errors) throw new AggregateError(errors, 'The gateway ended the subscription.');
      const { environmentName, applicationName, to } = data?.jobStateChanged ?? {};
      if (environmentName === undefined || applicationName === undefined || !to) continue;
      yield await explain(url, environmentName, applicationName);
    }
  } finally {
    await client.dispose();
  }
}

interface States {
  readonly jobStateChanged: {
    readonly environmentName?: string;
    readonly applicationName?: string;
    readonly to?: string | null;
  };
}

/** The last failure of the job of an application. */
export async function explain(url: string, environment: string, application: string): Promise<Failure> {
  const response = await fetch(url, {
    method: 'POST',
    // Responses of Flink are cached for 2 seconds: this failure is newer.
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
    body: JSON.stringify({ query: why, variables: { environment, name: application } }),
  });
  // Errors come beside the data: FLINK_UNREACHABLE only makes the fields of the job null.
  const { data } = (await response.json()) as { readonly data: Answer | null };
  const { job, jobState, statistics } = data?.application ?? {};
  const [exception] = job?.exceptions ?? [];
  return {
    environment,
    application,
    state: jobState ?? null,
    reason: exception?.rootCause ?? statistics?.lastFailure?.message ?? null,
    task: exception?.task ?? null,
    restarts: job?.restarts ?? null,
    checkpointAt: job?.checkpoints?.latestCompleted?.triggeredAt ?? null,
    logs: exception?.logs ?? null,
  };
}

if (import.meta.main) {
  const [url = 'http://localhost:4000/graphql', environment = null] = process.argv.slice(2);
  for await (const { application, state, reason, task, restarts, checkpointAt } of watchFailures(
    url,
    environment,
  )) {
    console.log(`${application} is ${state}: ${reason ?? 'no reason is known'}`);
    if (task !== null) console.log(`  in ${task}`);
    if (restarts !== null)
      console.log(`  after ${restarts} restarts, last checkpoint ${checkpointAt ?? 'none'}`);
  }
}
