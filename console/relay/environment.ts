/** A Relay environment: queries over HTTP, the subscription over a WebSocket that resumes. */
import {
  Environment,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  type RequestParameters,
  Store,
  type Variables,
} from 'relay-runtime';
import { subscribeAndResume } from '../../docs/resume-subscription.ts';
import { session } from '../sign-in/session-state.ts';
import { unauthorizedCode } from './close-codes.ts';
import { documentOf, retriesWithText } from './persisted-documents.ts';
import { RequestError, request } from './request.ts';
import { socket } from './socket.ts';

/** Relay collects garbage only when a view is left, but updates of applications that no view shows add records. */
const updatesPerCollection = 1_000;

function subscribe(
  store: Store,
  parameters: RequestParameters,
  variables: Variables,
): Observable<GraphQLResponse> {
  return Observable.create((sink) => {
    let after: unknown = variables['after'] ?? null;
    let updates = 0;
    let stop = () => {};
    const start = () => {
      const document = documentOf(parameters);
      stop = subscribeAndResume<Changes>(
        socket,
        { ...document, operationName: parameters.name, variables: { ...variables, after } },
        {
          next(result) {
            after = result.data?.jobStateChanged.cursor ?? after;
            updates += 1;
            if (updates % updatesPerCollection === 0) store.scheduleGC();
            if (!repeatsStore(store, result.data?.jobStateChanged)) sink.next(result as GraphQLResponse);
          },
          error(reason) {
            const error = asError(reason);
            // graphql-ws does not reconnect after this close code. The next connection waits for another token.
            if (lacksToken(reason) || retriesWithText(document, error.code)) start();
            else sink.error(error);
          },
          complete: sink.complete,
        },
      );
    };
    start();
    return () => stop();
  });
}

interface Changes {
  readonly jobStateChanged: {
    readonly cursor: string;
    readonly initial?: boolean;
    readonly application?: { readonly id: string; readonly jobState: string | null } | null;
  };
}

/**
 * True for an initial state that no view shows or that the store agrees with. With 10,000 applications, applying all of
 * them would occupy the main thread for seconds.
 */
function repeatsStore(store: Store, update: Changes['jobStateChanged'] | undefined): boolean {
  if (!update?.initial || !update.application) return false;
  const record = store.getSource().get(update.application.id);
  return !record || record['jobState'] === update.application.jobState;
}

/** graphql-ws reports GraphQL errors, a close event, or an error. */
function asError(reason: unknown): RequestError {
  if (Array.isArray(reason)) {
    const [error] = reason;
    return new RequestError(error?.extensions?.code ?? 'HTTP', String(error?.message), null);
  }
  const message = reason instanceof Error ? reason.message : 'The live connection failed.';
  return new RequestError('NETWORK', message, null, { cause: reason });
}

function lacksToken(reason: unknown): boolean {
  const isUnauthorized = reason instanceof CloseEvent && reason.code === unauthorizedCode;
  return isUnauthorized && session().settings?.usesTokens === true;
}

/** Each user has an environment, so that no user sees the data of another user. */
export function createEnvironment(): Environment {
  // Enough for going back through some pages without loading them again.
  const store = new Store(new RecordSource(), { gcReleaseBufferSize: 20 });
  const network = Network.create(request, (parameters, variables) => subscribe(store, parameters, variables));
  return new Environment({ network, store });
}
