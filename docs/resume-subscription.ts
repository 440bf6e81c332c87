/**
 * Job states without loss: a subscription that continues after its last cursor when its connection was lost.
 *
 *     npx node docs/resume-subscription.ts ws://localhost:4000/graphql
 */
import {
  type Client,
  createClient,
  type FormattedExecutionResult,
  type Sink,
  type SubscribePayload,
} from 'graphql-ws';

/** Any selection that contains the cursor and passes `$after` is valid. */
const jobStates = /* GraphQL */ `
  subscription ResumeJobStates($environment: String, $after: String) {
    jobStateChanged(environment: $environment, after: $after) {
      cursor
      ... on JobStateChange {
        environmentName
        applicationName
        initial
        from
        to
      }
      ... on JobStateGap {
        reason
      }
    }
  }
`;

export interface JobStates {
  readonly jobStateChanged: {
    readonly cursor: string;
    readonly environmentName?: string;
    readonly applicationName?: string;
    /** True for a current state, false for a change. */
    readonly initial?: boolean;
    readonly from?: string | null;
    readonly to?: string | null;
    /** Of a gap: discard all known states. The current ones follow, each `initial`. */
    readonly reason?: string;
  };
}

/** The fields that every selection of the subscription contains. */
export interface Positioned {
  readonly jobStateChanged: { readonly cursor: string };
}

const pauseMs = 1_000;

/**
 * Like `client.subscribe`, but resumes. graphql-ws serialises the payload again after each reconnect, so a variable with
 * a getter is enough.
 */
export function subscribeAndResume<Data extends Positioned = JobStates>(
  client: Client,
  payload: SubscribePayload,
  sink: Sink<FormattedExecutionResult<Data>>,
): () => void {
  let after = payload.variables?.['after'] ?? null;
  const resuming = {
    ...payload,
    variables: {
      ...payload.variables,
      get after() {
        return after;
      },
    },
  };
  let unsubscribe = () => {};
  let pause: ReturnType<typeof setTimeout> | undefined;

  const subscribe = () => {
    let isRefusedForNow = false;
    const again = () => {
      pause = setTimeout(subscribe, pauseMs);
    };
    unsubscribe = client.subscribe<Data>(resuming, {
      next(result) {
        isRefusedForNow = isRetryable(result.errors);
        if (isRefusedForNow) return;
        sink.next(result as FormattedExecutionResult<Data>);
        // Last: a message on which the sink throws is sent again after a reconnect.
        after = result.data?.jobStateChanged.cursor ?? after;
      },
      error: (reason) => (isRetryable(reason) ? again() : sink.error(reason)),
      complete: () => (isRefusedForNow ? again() : sink.complete()),
    });
  };

  subscribe();
  return () => {
    clearTimeout(pause);
    unsubscribe();
  };
}

/** A replica that currently cannot read the changes after the cursor refuses with such an error. */
function isRetryable(errors: unknown): boolean {
  return Array.isArray(errors) && errors.some((error) => error?.extensions?.retryable === true);
}

/** Calls `onMessage` with each message once, in order, until the client is disposed. */
export function watchJobStates(
  client: Client,
  environment: string | null,
  onMessage: (message: JobStates['jobStateChanged']) => void,
): () => void {
  return subscribeAndResume(
    client,
    { query: jobStates, variables: { environment } },
    {
      next({ data, errors }) {
        if (data) onMessage(data.jobStateChanged);
        else console.error(errors);
      },
      error: console.error,
      complete: () => {},
    },
  );
}

/** A client that reconnects without limit, also after 4900 (it read too slowly) and 1001 (the gateway stops). */
export function createPatientClient(url: string): Client {
  return createClient({
    url,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    keepAlive: 10_000,
  });
}

if (import.meta.main) {
  const [url = 'ws://localhost:4000/graphql', environment = null] = process.argv.slice(2);
  watchJobStates(createPatientClient(url), environment, (message) => {
    const { environmentName, applicationName, initial, from, to, reason } = message;
    if (reason) console.log(`-- ${reason}: changes are missing; the present states follow`);
    // A JobStateCheckpoint has only its cursor.
    else if (applicationName)
      console.log(`${environmentName}/${applicationName} ${initial ? 'is' : `went from ${from} to`} ${to}`);
  });
}
