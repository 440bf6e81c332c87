/** What every operation passes before it is parsed, whichever way it came: its variables, and where its text is from. */
import type { GraphQLParams } from 'graphql-yoga';
import type { Config } from '../config/config.ts';
import { checkVariables } from './limits/variables.ts';
import type { Params } from './params.ts';
import { openTrustedDocuments } from './trusted-documents.ts';

/** The parameters with the text of the document that they ask for; throws the public error that refuses them. */
export type ResolveDocument = (params: Params) => GraphQLParams;

export function createResolveDocument({ limits, trustedDocuments }: Config): ResolveDocument {
  const readDocument = openTrustedDocuments(trustedDocuments);
  return (params) => {
    checkVariables(params.variables, limits);
    const { documentId: _, ...rest } = params;
    return { ...rest, query: readDocument(params) } as GraphQLParams;
  };
}
