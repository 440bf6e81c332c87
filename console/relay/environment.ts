/** The Relay environment of the page: queries over HTTP, the subscription over a WebSocket that resumes. */
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
import { RequestError, request } from './request.ts';
import { socket } from './socket.ts';

function subscribe({ text, name }: RequestParameters, variables: Variables): Observable<GraphQLResponse> {
  return Observable.create((sink) =>
    subscribeAndResume<Changes>(
      socket,
      { query: text ?? '', operationName: name, variables },
      {
        next(result) {
          if (!repeatsStore(result.data?.jobStateChanged)) sink.next(result as GraphQLResponse);
        },
        error: (reason) => sink.error(asError(reason)),
        complete: sink.complete,
      },
    ),
  );
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
function repeatsStore(update: Changes['jobStateChanged'] | undefined): boolean {
  if (!update?.initial || !update.application) return false;
  const record = environment.getStore().getSource().get(update.application.id);
  return !record || record['jobState'] === update.application.jobState;
}

/** graphql-ws reports GraphQL errors, a close event, or an error. */
function asError(reason: unknown): Error {
  if (Array.isArray(reason)) {
    const [error] = reason;
    return new RequestError(error?.extensions?.code ?? 'HTTP', String(error?.message), null);
  }
  if (reason instanceof Error) return reason;
  return new RequestError('NETWORK', 'The live connection failed.', null, { cause: reason });
}

export const environment = new Environment({
  network: Network.create(request, subscribe),
  // Enough for going back through some pages without loading them again.
  store: new Store(new RecordSource(), { gcReleaseBufferSize: 20 }),
});
