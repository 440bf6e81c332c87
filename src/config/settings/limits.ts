/** Settings that limit one request, document, connection or caller. */
import { type Setting, wholeNumber } from '../kinds.ts';

const day = 86_400_000;

export const limitsSettings = {
  MAX_BODY_BYTES: {
    ...wholeNumber(1_000, 100_000_000),
    default: '262144',
    example: '262144',
    description: 'Maximum size of an HTTP request body.',
  },
  MAX_DOCUMENT_LENGTH: {
    ...wholeNumber(100, 200_000),
    default: '100000',
    example: '100000',
    description: 'Maximum length of a document, in characters.',
  },
  MAX_TOKENS: {
    ...wholeNumber(10, 100_000),
    default: '1000',
    example: '1000',
    description: 'Maximum number of tokens (names, braces, values) of a document.',
  },
  MAX_DEPTH: {
    ...wholeNumber(1, 100),
    default: '20',
    example: '20',
    description: 'Maximum nesting depth of fields in a document, including fragments.',
  },
  MAX_ALIASES: {
    ...wholeNumber(0, 10_000),
    default: '100',
    example: '100',
    description: 'Maximum number of aliases of a document; those of a fragment count at each spread.',
  },
  MAX_DIRECTIVES: {
    ...wholeNumber(0, 10_000),
    default: '50',
    example: '50',
    description: 'Maximum number of directives of a document.',
  },
  MAX_COST: {
    ...wholeNumber(100, 100_000_000),
    default: '500000',
    example: '50000',
    description:
      'Maximum cost of an operation: the number of values that it can return, each list counted by its page size.',
  },
  MAX_VARIABLES_BYTES: {
    ...wholeNumber(100, 100_000_000),
    default: '200000',
    example: '200000',
    description: 'Maximum size of the variables as JSON.',
  },
  MAX_VARIABLES_VALUES: {
    ...wholeNumber(10, 1_000_000),
    default: '2000',
    example: '2000',
    description: 'Maximum number of values in the variables; each list item and each object field is one.',
  },
  MAX_VARIABLES_DEPTH: {
    ...wholeNumber(1, 100),
    default: '20',
    example: '20',
    description: 'Maximum nesting depth of the variables. A spec with a pod template nests about 15 levels.',
  },
  REQUEST_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '30000',
    example: '30000',
    description:
      'Time limit of one query. Its calls to CMF are aborted unless other queries wait for them; those end within `CMF_TIMEOUT_MS`.',
  },
  MAX_MESSAGE_BYTES: {
    ...wholeNumber(1_000, 100_000_000),
    default: '262144',
    example: '262144',
    description: 'Maximum size of a WebSocket message.',
  },
  MAX_CONNECTIONS: {
    ...wholeNumber(1, 1_000_000),
    default: '10000',
    example: '10000',
    description: 'Maximum number of concurrent WebSockets.',
  },
  CONNECTION_INIT_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '3000',
    example: '3000',
    description: 'Time limit for the `connection_init` of a WebSocket.',
  },
  MAX_SUBSCRIPTIONS_PER_CONNECTION: {
    ...wholeNumber(1, 100_000),
    default: '100',
    example: '100',
    description: 'Maximum number of concurrent operations on one WebSocket.',
  },
  MAX_SUBSCRIPTIONS_PER_CALLER: {
    ...wholeNumber(1, 1_000_000),
    default: '1000',
    example: '1000',
    description:
      'Maximum number of concurrent subscriptions of one caller (by credentials, otherwise by address).',
  },
} as const satisfies Record<string, Setting>;
