/**
 * Job states without loss: a subscription that goes on after its last cursor whenever its connection was lost.
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
import WebSocket from 'ws';

/** Any selection will do that has the cursor and passes `$after` on. */
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
    /** True for a state as it is, false for a change. */
    readonly initial?: boolean;
    readonly from?: string | null;
    readonly to?: string | null;
    /** Of a gap: what is known may be out of date; all states follow, each `initial`. */
    readonly reason?: string;
  };
}

type Result = FormattedExecutionResult<JobStates>;

const pauseMs = 1_000;

/**
 * As `client.subscribe`, resuming. graphql-ws sends the payload again after each reconnect, and reads it only then: a
 * variable with a getter is all that it takes.
 */
export function subscribeAndResume(
  client: Client,
  payload: SubscribePayload,
  sink: Sink<Result>,
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
  let pause: NodeJS.Timeout | undefined;

  const subscribe = () => {
    let isRefusedForNow = false;
    const again = () => {
      pause = setTimeout(subscribe, pauseMs);
    };
    unsubscribe = client.subscribe<JobStates>(resuming, {
      next(result) {
        isRefusedForNow = isRetryable(result.errors);
        if (isRefusedForNow) return;
        sink.next(result as Result);
        // Only now: what the sink failed to take comes again.
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

/** A replica that cannot tell now what came after the cursor says so; another can, or this one a little later. */
function isRetryable(errors: unknown): boolean {
  return Array.isArray(errors) && errors.some((error) => error?.extensions?.retryable === true);
}

/** Tells each message once, in order, until the client is disposed. */
export function watchJobStates(
  client: Client,
  environment: string | null,
  tell: (message: JobStates['jobStateChanged']) => void,
): () => void {
  return subscribeAndResume(
    client,
    { query: jobStates, variables: { environment } },
    {
      next({ data, errors }) {
        if (data) tell(data.jobStateChanged);
        else console.error(errors);
      },
      error: console.error,
      complete: () => {},
    },
  );
}

/** A client that reconnects for as long as it takes, also after 4900 (it read too slowly) and 1001 (a gateway stops). */
export function createPatientClient(url: string): Client {
  return createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    keepAlive: 10_000,
  });
}

if (import.meta.main) {
  const [url = 'ws://localhost:4000/graphql', environment = null] = process.argv.slice(2);
  watchJobStates(createPatientClient(url), environment, (message) => {
    const { environmentName, applicationName, initial, from, to, reason } = message;
    if (reason) console.log(`-- ${reason}: some changes are not known any more; the states now are`);
    else
      console.log(`${environmentName}/${applicationName} ${initial ? 'is' : `went from ${from} to`} ${to}`);
  });
}
