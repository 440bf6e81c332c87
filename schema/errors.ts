/**
 * The public error codes: one table, which `docs/errors.md` shows and a test checks.
 *
 * Whoever refuses input throws `publicError(code, message)`. What CMF answered stays a `CmfError` until here and
 * becomes a code of this table; anything else is a bug and leaves as `INTERNAL_SERVER_ERROR` without its text.
 */
import { GraphQLError } from 'graphql';
import { AuthenticationError } from '../src/auth/authentication-error.ts';
import { CmfError } from '../src/cmf/errors.ts';
import { JournalUnavailableError } from '../src/live/journal.ts';
import { SlowConsumerError } from '../src/live/updates.ts';

export interface CodeMeaning {
  readonly meaning: string;
  /** True when the same request may succeed later unchanged. */
  readonly retryable: boolean;
  /** The HTTP status of a request that is refused as a whole with this code. */
  readonly status?: number;
  /** True when that status holds for all clients: for those of `application/json`, errors of a document are a 200. */
  readonly ofTransport?: boolean;
}

export const errorCodes = {
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is not GraphQL.', retryable: false, status: 400 },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document does not fit the schema.',
    retryable: false,
    status: 400,
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document has no operation of this name, or several and no name is given.',
    retryable: false,
    status: 400,
  },
  BAD_REQUEST: {
    meaning:
      'The request is not one of GraphQL over HTTP, a batch of several, or a mutation: there are none.',
    retryable: false,
    status: 400,
    ofTransport: true,
  },
  UNSUPPORTED_MEDIA_TYPE: {
    meaning: 'A POST whose content type is not `application/json`.',
    retryable: false,
    status: 415,
    ofTransport: true,
  },
  NOT_ACCEPTABLE: {
    meaning:
      'The answer can not be sent in any of the types that `Accept` names; a subscription needs `text/event-stream`.',
    retryable: false,
    status: 406,
    ofTransport: true,
  },
  CROSS_SITE_REQUEST: {
    meaning: 'A browser sent this for a page of an origin that is not in `CORS_ORIGINS`.',
    retryable: false,
    status: 403,
    ofTransport: true,
  },
  BODY_TOO_LARGE: {
    meaning: 'The body is larger than `MAX_BODY_BYTES`.',
    retryable: false,
    status: 413,
    ofTransport: true,
  },
  VARIABLES_TOO_LARGE: {
    meaning: 'The variables pass `MAX_VARIABLES_BYTES`, `MAX_VARIABLES_VALUES` or `MAX_VARIABLES_DEPTH`.',
    retryable: false,
    status: 400,
  },
  DOCUMENT_TOO_LARGE: {
    meaning: 'The document is longer than `MAX_DOCUMENT_LENGTH`.',
    retryable: false,
    status: 400,
  },
  TOO_MANY_TOKENS: {
    meaning: 'The document has more than `MAX_TOKENS` tokens.',
    retryable: false,
    status: 400,
  },
  TOO_DEEP: { meaning: 'The document nests deeper than `MAX_DEPTH`.', retryable: false, status: 400 },
  TOO_MANY_ALIASES: {
    meaning: 'The document has more than `MAX_ALIASES` aliases.',
    retryable: false,
    status: 400,
  },
  TOO_MANY_DIRECTIVES: {
    meaning: 'The document has more than `MAX_DIRECTIVES` directives.',
    retryable: false,
    status: 400,
  },
  TOO_EXPENSIVE: {
    meaning: 'The operation may cost more than `MAX_COST`; ask for smaller pages or fewer fields.',
    retryable: false,
    status: 400,
  },
  INTROSPECTION_DISABLED: {
    meaning: 'The schema can not be asked for here; `schema/schema.graphql` has it.',
    retryable: false,
    status: 400,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'No trusted document has this id.',
    retryable: false,
    status: 400,
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    meaning: 'A document was asked for by its id, and this gateway has no trusted documents.',
    retryable: false,
    status: 400,
  },
  UNTRUSTED_DOCUMENT: { meaning: 'Only trusted documents are answered here.', retryable: false, status: 400 },
  TOO_MANY_CONNECTIONS: {
    meaning: 'The gateway has as many WebSockets open as it may have.',
    retryable: true,
    status: 503,
    ofTransport: true,
  },
  TOO_MANY_SUBSCRIPTIONS: {
    meaning: 'The connection or the caller has as many subscriptions as one may have.',
    retryable: true,
    status: 429,
  },
  TIMEOUT: { meaning: 'The request took longer than `REQUEST_TIMEOUT_MS`.', retryable: true, status: 504 },
  BAD_USER_INPUT: {
    meaning: 'The request, its variables or its operation name are unusable.',
    retryable: false,
  },
  BAD_CURSOR: { meaning: 'A cursor that this field did not hand out, or that is damaged.', retryable: false },
  BAD_PAGE_SIZE: {
    meaning: 'A page size outside 1 to 100, `first` and `last` together, or more than 100 ids.',
    retryable: false,
  },
  BAD_ID: { meaning: 'An id that is damaged, or of another type than was asked for.', retryable: false },
  BAD_FILTER: { meaning: 'A filter that contradicts itself or holds an unusable value.', retryable: false },
  UNAUTHENTICATED: {
    meaning:
      'It is not known who is asking: CMF says so (401), or the token does not pass the check of the gateway.',
    retryable: false,
    status: 401,
    ofTransport: true,
  },
  AUTHENTICATION_UNAVAILABLE: {
    meaning: 'It can not be found out now who is asking, as the keys to check tokens with can not be read.',
    retryable: true,
    status: 503,
    ofTransport: true,
  },
  FORBIDDEN: { meaning: 'CMF does not let the caller see this (403).', retryable: false },
  CMF_UNREACHABLE: {
    meaning: 'CMF could not be reached and there is no copy to answer from.',
    retryable: true,
  },
  CMF_TIMEOUT: {
    meaning: 'CMF did not answer in time and there is no copy to answer from.',
    retryable: true,
  },
  CMF_ERROR: { meaning: 'CMF answered with an error; the message holds its words.', retryable: false },
  CMF_UNAVAILABLE: { meaning: 'CMF answered that it can not serve now (429, 5xx).', retryable: true },
  CMF_MALFORMED: { meaning: 'CMF answered with something that is not its API.', retryable: true },
  JOURNAL_UNAVAILABLE: {
    meaning: 'Redis is away, so that it can not be said what follows this cursor.',
    retryable: true,
  },
  SLOW_CONSUMER: {
    meaning: 'A subscriber read more slowly than states change; subscribe again after the last cursor.',
    retryable: true,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'A fault of the gateway; the `requestId` stands in its log.',
    retryable: false,
    status: 500,
    ofTransport: true,
  },
} as const satisfies Record<string, CodeMeaning>;

export type ErrorCode = keyof typeof errorCodes;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}

/** What Yoga reads from `extensions.http` of an error; undefined for codes that come with data. */
export function httpOf(code: ErrorCode): { readonly status: number; readonly spec: boolean } | undefined {
  const { status, ofTransport = false }: CodeMeaning = errorCodes[code];
  return status === undefined ? undefined : { status, spec: !ofTransport };
}

/** The table as Markdown, for `docs/errors.md`. */
export function errorTable(): string {
  const rows = Object.entries<CodeMeaning>(errorCodes).map(
    ([code, { meaning, retryable }]) => `| \`${code}\` | ${meaning} | ${retryable ? 'yes' : 'no'} |`,
  );
  return ['| Code | Meaning | Retry |', '| --- | --- | --- |', ...rows].join('\n');
}

export function publicError(code: ErrorCode, message: string, original?: Error): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, retryable: errorCodes[code].retryable },
    ...(original && { originalError: original }),
  });
}

/** The public form of what a resolver threw; null when it is nothing that a caller may be told about. */
export function toPublicError(error: unknown): GraphQLError | null {
  if (error instanceof CmfError) return publicError(codeOf(error), messageOf(error), error);
  if (error instanceof AuthenticationError) {
    return publicError(
      error.unavailable ? 'AUTHENTICATION_UNAVAILABLE' : 'UNAUTHENTICATED',
      error.message,
      error,
    );
  }
  if (error instanceof SlowConsumerError) return publicError('SLOW_CONSUMER', error.message, error);
  if (error instanceof JournalUnavailableError)
    return publicError('JOURNAL_UNAVAILABLE', error.message, error);
  return null;
}

function codeOf({ failure, status, retryable }: CmfError): ErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (failure === 'UNREACHABLE' || failure === 'TOKEN') return 'CMF_UNREACHABLE';
  if (failure === 'TIMEOUT' || failure === 'ABORTED') return 'CMF_TIMEOUT';
  if (failure === 'MALFORMED') return 'CMF_MALFORMED';
  return retryable ? 'CMF_UNAVAILABLE' : 'CMF_ERROR';
}

/** CMF's own words where it answered; ours where the transport failed, as its words name hosts and ports. */
function messageOf({ failure, message }: CmfError): string {
  if (failure === 'STATUS') return message;
  if (failure === 'MALFORMED') return 'CMF answered with something that is not its API.';
  // What the token endpoint says is for the log: callers can do nothing about the gateway's own credentials.
  if (failure === 'TOKEN') return 'The gateway can not identify itself to CMF.';
  return failure === 'UNREACHABLE' ? 'CMF can not be reached.' : 'CMF did not answer in time.';
}
