/**
 * Waits for a batch job and reports how it ended, as a scheduler such as Airflow does after a deployment.
 *
 *     npx node docs/await-batch-job.ts ws://localhost:4000/graphql 13e5e579-21e7-41e5-9259-aa32cf5e8ea8
 */
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** Signals when to query again: the current state, then each change while the instance is deployed. */
const jobStates = /* GraphQL */ `
  subscription AwaitBatchJobStates($instance: ID!) {
    jobStateChanged(instance: $instance) {
      cursor
    }
  }
`;

/** The meaning of the state: FINISHED alone can also be a job that was stopped for an upgrade. */
const outcome = /* GraphQL */ `
  query AwaitBatchJobOutcome($instance: ID!) {
    instance(uid: $instance) {
      role
      completion
      statistics {
        lastFailure {
          message
        }
      }
    }
  }
`;

export interface Outcome {
  readonly role: string;
  /** COMPLETED, FAILED, CANCELED, STOPPED_FOR_UPGRADE, STOPPED_BY_SUSPEND; UNKNOWN when nothing explains the end. */
  readonly completion: string;
  readonly statistics: { readonly lastFailure: { readonly message: string | null } | null };
}

/** Resolves when the job of the instance with this UID is over. Rejects when no such instance exists. */
export async function awaitBatchJob(url: string, instance: string): Promise<Outcome> {
  // After a reconnect the subscription starts with the current state, so no change is missed.
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: Infinity,
    shouldRetry: () => true,
  });
  try {
    const first = await outcomeOf(client, instance);
    if (isOver(first)) return first;
    for await (const _update of client.iterate({ query: jobStates, variables: { instance } })) {
      const now = await outcomeOf(client, instance);
      if (isOver(now)) return now;
    }
    throw new Error('The gateway ended the subscription.');
  } finally {
    await client.dispose();
  }
}

/** The operator can restart a FAILED job. To wait for that, leave FAILED out here and set a time limit. */
function isOver({ role, completion }: Outcome): boolean {
  const isReplaced = role === 'SUPERSEDED' || role === 'NEVER_DEPLOYED';
  return isReplaced || !['RUNNING', 'UNKNOWN'].includes(completion);
}

async function outcomeOf(client: Client, instance: string): Promise<Outcome> {
  for await (const { data, errors } of client.iterate<{ instance: Outcome | null }>({
    query: outcome,
    variables: { instance },
  })) {
    if (errors)
      throw new AggregateError(errors, 'The gateway returned errors instead of the state of the job.');
    if (data?.instance) return data.instance;
  }
  throw new Error(`There is no instance ${instance}.`);
}

if (import.meta.main) {
  const [url = 'ws://localhost:4000/graphql', instance = ''] = process.argv.slice(2);
  const { completion, statistics } = await awaitBatchJob(url, instance);
  console.log(completion, statistics.lastFailure?.message ?? '');
  process.exitCode = completion === 'COMPLETED' ? 0 : 1;
}
