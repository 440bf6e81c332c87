/**
 * Checks the variables of an operation and resolves a trusted document to its text, before parsing, for every
 * transport.
 */
import type { GraphQLParams } from 'graphql-yoga';
import type { Config } from '../config/config.ts';
import { checkVariables } from './limits/variables.ts';
import type { Params } from './params.ts';
import { createReadDocument, type TrustedDocuments } from './trusted-documents.ts';

/** Returns the parameters with the text of the document. Throws a public error if it rejects them. */
export type ResolveDocument = (params: Params) => GraphQLParams;

export function createResolveDocument(
  { limits, trustedDocuments: { mode } }: Config,
  documents: TrustedDocuments,
): ResolveDocument {
  const readDocument = createReadDocument(documents, mode);
  return (params) => {
    checkVariables(params.variables, limits);
    const { documentId: _, ...rest } = params;
    return { ...rest, query: readDocument(params) } as GraphQLParams;
  };
}
