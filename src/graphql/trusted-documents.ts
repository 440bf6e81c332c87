/**
 * Trusted documents: those that the front ends were built with, asked for by the SHA-256 of their text. An id comes as
 * `documentId` (GraphQL over HTTP, with or without `sha256:` before it) or as `extensions.persistedQuery.sha256Hash`
 * (Apollo), over every transport.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { publicError } from '../../schema/errors.ts';
import type { Config } from '../config/config.ts';
import { at } from '../json.ts';
import type { Params } from './params.ts';

/** The text of the document that is asked for, as far as there is one; throws what refuses the others. */
export type ReadDocument = (params: Params) => unknown;

export function openTrustedDocuments({ mode, file }: Config['trustedDocuments']): ReadDocument {
  const documents = mode === 'off' || file === undefined ? undefined : readManifest(file);
  const texts = new Set(documents?.values());

  return (params) => {
    const { query } = params;
    const id = idOf(params);
    const trusted = id && documents?.get(id);
    if (trusted) return trusted;
    // The text itself is as good as its id.
    const isRefused = mode === 'only' && !(typeof query === 'string' && texts.has(query));
    if (id && (!query || isRefused)) {
      if (!documents) throw publicError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
      // These two texts are what Apollo's clients look for.
      throw publicError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
    }
    if (isRefused)
      throw publicError('UNTRUSTED_DOCUMENT', 'Only trusted documents are answered here: send an id.');
    return query;
  };
}

/** The file that `parseConfig` has checked. */
function readManifest(file: string): ReadonlyMap<string, string> {
  const manifest = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(Object.entries(manifest).map(([id, text]) => [bare(id), text]));
}

function idOf({ documentId, extensions }: Params): string | undefined {
  const id = documentId ?? at(extensions, 'persistedQuery', 'sha256Hash');
  return typeof id === 'string' && id !== '' ? bare(id) : undefined;
}

function bare(id: string): string {
  return id.replace(/^sha256:/, '').toLowerCase();
}
