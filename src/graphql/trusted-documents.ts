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

export function openTrustedDocuments({ mode, file }: Config['trustedDocuments']): ReadDocument {
  const documents = mode === 'off' || file === undefined ? undefined : readManifest(file);
  const texts = new Set(documents?.values());

  return (params) => {
    const { query } = params;
    const id = idOf(params);
    const trusted = id && documents?.get(id);
    if (trusted) return trusted;
    // The text of a trusted document is accepted like its id.
    const isUntrusted = mode === 'only' && !(typeof query === 'string' && texts.has(query));
    if (id && (!query || isUntrusted)) {
      if (!documents) throw publicError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
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
export function trustedOperationNames({ mode, file }: Config['trustedDocuments']): ReadonlySet<string> {
  if (mode === 'off' || file === undefined) return new Set();
  return new Set([...readManifest(file).values()].flatMap(operationNamesIn));
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
function readManifest(file: string): ReadonlyMap<string, string> {
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
