/**
 * Trusted documents: documents that are registered when a front end is built, and requested by the SHA-256 of their
 * text. The id is `documentId` (GraphQL over HTTP, with or without the prefix `sha256:`) or
 * `extensions.persistedQuery.sha256Hash` (Apollo), over every transport.
 */
import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { z } from 'zod';
import { publicError } from '../../schema/errors.ts';
import type { Config } from '../config/config.ts';
import { at } from '../json.ts';
import type { Params } from './params.ts';

/**
 * Returns the text of the requested document, or `query` unchecked. Throws a public error for a document that is not
 * allowed.
 */
export type ReadDocument = (params: Params) => unknown;

/** Documents by their id in lower case, without a prefix. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/** `builtIn`: those of the console that the gateway serves. Their ids are accepted in every mode. */
export function readTrustedDocuments(
  { mode, file }: Config['trustedDocuments'],
  builtIn: TrustedDocuments,
): TrustedDocuments {
  if (mode === 'off' || file === undefined) return builtIn;
  return new Map([...builtIn, ...readManifest(file)]);
}

export function createReadDocument(
  documents: TrustedDocuments,
  mode: Config['trustedDocuments']['mode'],
): ReadDocument {
  const texts = new Set(documents.values());

  return (params) => {
    const { query } = params;
    const id = idOf(params);
    const trusted = id && documents.get(id);
    if (trusted) return trusted;
    // The text of a trusted document is accepted like its id.
    const isUntrusted = mode === 'only' && !(typeof query === 'string' && texts.has(query));
    if (id && (!query || isUntrusted)) {
      if (mode === 'off') throw publicError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
      // Apollo clients match these two messages.
      throw publicError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
    }
    if (isUntrusted)
      throw publicError(
        'UNTRUSTED_DOCUMENT',
        'This gateway executes trusted documents only: send a document id.',
      );
    return query;
  };
}

/** The names of the operations in the trusted documents, for metrics. */
export function trustedOperationNames(documents: TrustedDocuments): ReadonlySet<string> {
  return new Set([...documents.values()].flatMap(operationNamesIn));
}

/** Empty for a document with a syntax error, which fails when it is requested. */
function operationNamesIn(document: string): readonly string[] {
  try {
    return parse(document, { noLocation: true }).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
    );
  } catch {
    return [];
  }
}

/** `parseConfig` has already validated this file. */
function readManifest(file: string): TrustedDocuments {
  const manifest = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(Object.entries(manifest).map(([id, text]) => [normalizeId(id), text]));
}

function idOf({ documentId, extensions }: Params): string | undefined {
  const id = documentId ?? at(extensions, 'persistedQuery', 'sha256Hash');
  return typeof id === 'string' && id !== '' ? normalizeId(id) : undefined;
}

function normalizeId(id: string): string {
  return id.replace(/^sha256:/, '').toLowerCase();
}
