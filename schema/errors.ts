/**
 * The public error codes: one table, which `docs/errors.md` shows and a test checks.
 *
 * Code that rejects input throws `publicError(code, message)`. A failed request to CMF is a `CmfError` until this
 * file maps it to a code. Any other error is a bug: clients receive `INTERNAL_SERVER_ERROR` without its message.
 */
import { GraphQLError } from 'graphql';
import { AuthenticationError } from '../src/auth/authentication-error.ts';
import { CmfError } from '../src/cmf/errors.ts';
import { FlinkError } from '../src/flink/errors.ts';
import { JournalUnavailableError } from '../src/live/journal.ts';
import { SlowConsumerError } from '../src/live/slow-consumer-error.ts';
import { WriteLogUnavailableError } from '../src/store/write-log.ts';

export interface CodeMeaning {
  readonly meaning: string;
  /** True if the same request may succeed later without a change. */
  readonly retryable: boolean;
  /** The HTTP status of a request that fails as a whole with this code. */
  readonly status?: number;
  /** True if that status applies to all clients. Otherwise clients of `application/json` receive status 200. */
  readonly ofTransport?: boolean;
}

export const errorCodes = {
  GRAPHQL_PARSE_FAILED: {
    meaning: 'The document is not valid GraphQL syntax.',
    retryable: false,
    status: 400,
  },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document is not valid for the schema.',
    retryable: false,
    status: 400,
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning:
      'The document has no operation with this name, or it has several and `operationName` is missing.',
    retryable: false,
    status: 400,
  },
  BAD_REQUEST: {
    meaning:
      'The request does not follow GraphQL over HTTP, it is a batch, or it is a mutation that is not an HTTP POST.',
    retryable: false,
    status: 400,
    ofTransport: true,
  },
  UNSUPPORTED_MEDIA_TYPE: {
    meaning: 'The POST is not `application/json` in UTF-8, or its body has a content coding.',
    retryable: false,
    status: 415,
    ofTransport: true,
  },
  NOT_ACCEPTABLE: {
    meaning:
      'The response is not available in any type of the `Accept` header or any coding of `Accept-Encoding`. A subscription requires `text/event-stream`.',
    retryable: false,
    status: 406,
    ofTransport: true,
  },
  CROSS_SITE_REQUEST: {
    meaning: 'A browser sent the request for a page whose origin is not in `CORS_ORIGINS`.',
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
    meaning: 'The variables exceed `MAX_VARIABLES_BYTES`, `MAX_VARIABLES_VALUES` or `MAX_VARIABLES_DEPTH`.',
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
    meaning: 'The operation may cost more than `MAX_COST`. Request smaller pages or fewer fields.',
    retryable: false,
    status: 400,
  },
  INTROSPECTION_DISABLED: {
    meaning: 'Introspection is disabled. The schema is in `schema/schema.graphql`.',
    retryable: false,
    status: 400,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'No trusted document has this id.',
    retryable: false,
    status: 400,
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    meaning: 'The request has a document id, but this gateway has no trusted documents.',
    retryable: false,
    status: 400,
  },
  UNTRUSTED_DOCUMENT: {
    meaning: 'The gateway executes trusted documents only.',
    retryable: false,
    status: 400,
  },
  TOO_MANY_CONNECTIONS: {
    meaning: 'The gateway has reached its maximum number of WebSockets.',
    retryable: true,
    status: 503,
    ofTransport: true,
  },
  TOO_MANY_SUBSCRIPTIONS: {
    meaning: 'The connection or the caller has reached its maximum number of subscriptions.',
    retryable: true,
    status: 429,
  },
  MUTATIONS_DISABLED: {
    meaning: 'The gateway is read-only: the setting `MUTATIONS` is off.',
    retryable: false,
    status: 403,
  },
  TIMEOUT: { meaning: 'The request took longer than `REQUEST_TIMEOUT_MS`.', retryable: true, status: 504 },
  BAD_USER_INPUT: {
    meaning: 'The request, its variables or its operation name are not valid.',
    retryable: false,
  },
  BAD_CURSOR: { meaning: 'The cursor is damaged, or this field did not return it.', retryable: false },
  BAD_PAGE_SIZE: {
    meaning:
      'The page size is not between 1 and 100, `first` and `last` are combined, or there are more than 100 IDs.',
    retryable: false,
  },
  BAD_ID: { meaning: 'The ID is damaged, or it belongs to another type.', retryable: false },
  BAD_FILTER: {
    meaning: 'The filter contradicts itself or has a value that is not valid.',
    retryable: false,
  },
  REDACTED_VALUE: {
    meaning:
      'A value of the input contains the marker of redacted credentials. Writing it would overwrite the credential.',
    retryable: false,
  },
  SPEC_TOO_LARGE: { meaning: 'A document of the input has more than 1,000,000 bytes.', retryable: false },
  UNAUTHENTICATED: {
    meaning: 'The caller is not authenticated: CMF responded with 401, or the gateway rejected the token.',
    retryable: false,
    status: 401,
    ofTransport: true,
  },
  AUTHENTICATION_UNAVAILABLE: {
    meaning: 'The gateway cannot verify tokens at the moment, because it cannot read the keys of the issuer.',
    retryable: true,
    status: 503,
    ofTransport: true,
  },
  FORBIDDEN: { meaning: 'CMF denied access (403).', retryable: false },
  CMF_REFUSED_GATEWAY: {
    meaning:
      "CMF does not accept the gateway's own identity, or the gateway has no token for CMF, and there is no copy of the data. The caller's credentials are not the cause.",
    retryable: true,
  },
  CMF_UNREACHABLE: {
    meaning: 'CMF is unreachable, and the gateway has no copy of the data.',
    retryable: true,
  },
  CMF_TIMEOUT: {
    meaning: 'CMF did not respond in time, and the gateway has no copy of the data.',
    retryable: true,
  },
  CMF_ERROR: { meaning: 'CMF responded with an error; the message contains its text.', retryable: false },
  CMF_UNAVAILABLE: { meaning: 'CMF is temporarily unavailable (429, 5xx).', retryable: true },
  CMF_MALFORMED: { meaning: 'The response of CMF does not match its API.', retryable: true },
  FLINK_UNREACHABLE: {
    meaning:
      'The REST API of the Flink cluster does not respond, or its response cannot be read. Only the fields of the job are affected.',
    retryable: true,
  },
  JOURNAL_UNAVAILABLE: {
    meaning: 'Redis is unavailable, so the changes after this cursor cannot be read.',
    retryable: true,
  },
  REDIS_UNAVAILABLE: {
    meaning: 'Redis is unavailable, so the log of operations cannot be read.',
    retryable: true,
  },
  SLOW_CONSUMER: {
    meaning: 'The client read more slowly than states change. Subscribe again after the last cursor.',
    retryable: true,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'An internal error of the gateway. Its log has the details under the `requestId`.',
    retryable: false,
    status: 500,
    ofTransport: true,
  },
} as const satisfies Record<string, CodeMeaning>;

export type ErrorCode = keyof typeof errorCodes;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}

/** The HTTP hints for `extensions.http` of an error; undefined for codes that come with data. */
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

/** The public form of an error from a resolver; null if its details must not reach clients. */
export function toPublicError(error: unknown): GraphQLError | null {
  if (error instanceof CmfError) return publicError(codeOf(error), messageOf(error), error);
  if (error instanceof FlinkError) return publicError('FLINK_UNREACHABLE', error.message, error);
  if (error instanceof AuthenticationError) {
    return publicError(
      error.unavailable ? 'AUTHENTICATION_UNAVAILABLE' : 'UNAUTHENTICATED',
      error.message,
      error,
    );
  }
  if (error instanceof WriteLogUnavailableError)
    return publicError('REDIS_UNAVAILABLE', error.message, error);
  if (error instanceof SlowConsumerError) return publicError('SLOW_CONSUMER', error.message, error);
  if (error instanceof JournalUnavailableError)
    return publicError('JOURNAL_UNAVAILABLE', error.message, error);
  return null;
}

/** Details for the log: the call to CMF and its failure; empty for other errors. */
export function failedCallOf(error: unknown): Partial<Pick<CmfError, 'operation' | 'failure' | 'status'>> {
  if (!(error instanceof CmfError)) return {};
  const { operation, failure, status } = error;
  return { operation, failure, status };
}

function codeOf({ failure, status, retryable }: CmfError): ErrorCode {
  if (failure === 'GATEWAY_REFUSED' || failure === 'TOKEN') return 'CMF_REFUSED_GATEWAY';
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (failure === 'UNREACHABLE') return 'CMF_UNREACHABLE';
  if (failure === 'TIMEOUT' || failure === 'ABORTED') return 'CMF_TIMEOUT';
  if (failure === 'MALFORMED') return 'CMF_MALFORMED';
  return retryable ? 'CMF_UNAVAILABLE' : 'CMF_ERROR';
}

/**
 * The message of CMF if it responded; a fixed message if the transport failed, because transport errors contain hosts
 * and ports.
 */
function messageOf({ failure, message }: CmfError): string {
  if (failure === 'STATUS') return message;
  if (failure === 'MALFORMED') return 'The response of CMF does not match its API.';
  // The reasons are for the log and `/ready`: callers cannot change the gateway's credentials.
  if (failure === 'GATEWAY_REFUSED') return 'CMF does not accept the identity of the gateway.';
  if (failure === 'TOKEN') return 'The gateway cannot identify itself to CMF.';
  return failure === 'UNREACHABLE' ? 'CMF is unreachable.' : 'CMF did not respond in time.';
}
