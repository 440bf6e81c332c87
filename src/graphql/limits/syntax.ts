/**
 * Limits on documents: tokens, depth, aliases and directives. They are checked before graphql-js validates the
 * document, because the time of some validation rules grows faster than the document. The check itself takes linear
 * time: it counts each fragment once, however often it is spread.
 */
import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type ParseOptions,
  parse,
  type SelectionSetNode,
  type Source,
} from 'graphql';
import { type ErrorCode, publicError } from '../../../schema/errors.ts';
import type { Limits } from '../../config/config.ts';

export interface DocumentRules {
  readonly limits: Pick<Limits, 'documentLength' | 'tokens' | 'depth' | 'aliases' | 'directives'>;
  /** False rejects `__schema` and `__type`. */
  readonly introspection: boolean;
}

/** Parses a document. Throws a public `GraphQLError` for the first limit that it exceeds. */
export function parseWithin(
  { limits, introspection }: DocumentRules,
  source: string | Source,
  options?: ParseOptions,
): DocumentNode {
  const { length } = typeof source === 'string' ? source : source.body;
  if (length > limits.documentLength) {
    throw publicError(
      'DOCUMENT_TOO_LARGE',
      `The document is longer than ${limits.documentLength} characters.`,
    );
  }
  const document = parseTokens(limits.tokens, source, options);
  const { aliases, directives, introspects, depth } = countDocument(document);
  if (aliases > limits.aliases) {
    throw publicError(
      'TOO_MANY_ALIASES',
      `The document has ${aliases} aliases; at most ${limits.aliases} are allowed.`,
    );
  }
  if (directives > limits.directives) {
    throw publicError(
      'TOO_MANY_DIRECTIVES',
      `The document has ${directives} directives; at most ${limits.directives} are allowed.`,
    );
  }
  if (depth > limits.depth) {
    throw publicError(
      'TOO_DEEP',
      `The document is ${depth} fields deep; at most ${limits.depth} are allowed.`,
    );
  }
  if (introspects && !introspection) {
    throw publicError('INTROSPECTION_DISABLED', 'Introspection is disabled on this gateway.');
  }
  return document;
}

const parseFailed = { code: 'GRAPHQL_PARSE_FAILED' satisfies ErrorCode };

function parseTokens(maxTokens: number, source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxLexicalTokens: maxTokens });
  } catch (error) {
    // graphql-js reports too many tokens as a syntax error, and nesting that exhausts the stack as a RangeError.
    const hasTooManyTokens = error instanceof GraphQLError && error.message.endsWith('Parsing aborted.');
    if (error instanceof GraphQLError && !hasTooManyTokens) Object.assign(error.extensions, parseFailed);
    if (!hasTooManyTokens && !(error instanceof RangeError)) throw error;
    throw publicError('TOO_MANY_TOKENS', `The document has more than ${maxTokens} tokens.`);
  }
}

interface Counts {
  aliases: number;
  directives: number;
  introspects: boolean;
}

/** The depth of the fields of one definition, and the depth at which it spreads each fragment. */
interface Nesting {
  depth: number;
  readonly spreads: { readonly name: string; readonly below: number }[];
}

function countDocument({ definitions }: DocumentNode): Counts & { readonly depth: number } {
  const counts: Counts = { aliases: 0, directives: 0, introspects: false };
  const operations: Nesting[] = [];
  const fragments = new Map<string, Nesting>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    counts.directives += definition.directives?.length ?? 0;
    for (const variable of definition.variableDefinitions ?? []) {
      counts.directives += variable.directives?.length ?? 0;
    }
    const nesting: Nesting = { depth: 0, spreads: [] };
    countSelections(definition.selectionSet, 1, nesting, counts);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, nesting);
    else operations.push(nesting);
  }
  return { ...counts, depth: deepest(operations, fragments) };
}

function countSelections(
  { selections }: SelectionSetNode,
  depth: number,
  nesting: Nesting,
  counts: Counts,
): void {
  for (const selection of selections) {
    counts.directives += selection.directives?.length ?? 0;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      nesting.spreads.push({ name: selection.name.value, below: depth - 1 });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      countSelections(selection.selectionSet, depth, nesting, counts);
    } else {
      nesting.depth = Math.max(nesting.depth, depth);
      if (selection.alias) counts.aliases++;
      if (selection.name.value === '__schema' || selection.name.value === '__type') counts.introspects = true;
      if (selection.selectionSet) countSelections(selection.selectionSet, depth + 1, nesting, counts);
    }
  }
}

/**
 * The depth of the deepest operation. Rejects fragment cycles: graphql-js reports them too, but only after rules that
 * cycles make slow.
 */
function deepest(operations: readonly Nesting[], fragments: ReadonlyMap<string, Nesting>): number {
  const depths = new Map<Nesting, number | 'in progress'>();
  const depthOf = (nesting: Nesting): number => {
    let depth = nesting.depth;
    depths.set(nesting, 'in progress');
    for (const { name, below } of nesting.spreads) {
      const fragment = fragments.get(name);
      if (!fragment) continue;
      const fragmentDepth = depths.get(fragment) ?? depthOf(fragment);
      if (fragmentDepth === 'in progress') {
        throw publicError('GRAPHQL_VALIDATION_FAILED', `Cannot spread fragment "${name}" within itself.`);
      }
      depth = Math.max(depth, below + fragmentDepth);
    }
    depths.set(nesting, depth);
    return depth;
  };
  for (const fragment of fragments.values()) if (!depths.has(fragment)) depthOf(fragment);
  return Math.max(0, ...operations.map(depthOf));
}
