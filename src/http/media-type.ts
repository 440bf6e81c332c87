/** Content negotiation by `Accept` (RFC 9110 section 12.5.1; GraphQL over HTTP). */

export type ResultType = 'application/json' | 'application/graphql-response+json';

export interface Accepted {
  /** The type of a single result; null if none is accepted. The first supported type wins; weights are ignored. */
  readonly result: ResultType | null;
  /** True if the client accepts server-sent events. */
  readonly events: boolean;
}

export function accepted(accept: string | undefined): Accepted {
  // Fast path: what nearly every client sends.
  if (accept === undefined || accept === '*/*') return { result: 'application/json', events: true };
  if (accept === 'application/json') return { result: accept, events: false };
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map(rangeOf)
    .filter((range) => range !== null);
  return {
    result: ranges.map(resultTypeOf).find((type) => type !== null) ?? null,
    events: ranges.some((range) => range === 'text/event-stream' || range === 'text/*' || range === '*/*'),
  };
}

/** Null for a charset other than UTF-8, the only one of JSON. */
function rangeOf(text: string): string | null {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return charset === undefined || /^charset="?utf-8"?$/.test(charset) ? range : null;
}

function resultTypeOf(range: string): ResultType | null {
  if (range === 'application/graphql-response+json') return range;
  const isJson = range === 'application/json' || range === 'application/*' || range === '*/*';
  return isJson ? 'application/json' : null;
}
