/**
 * Queries of callers with different rights. With `CMF_AUTH=forward`, CMF authorizes each caller, and a caller sees no
 * more of the shared mirror than CMF grants.
 */
import type { Answer } from '../post.ts';

export const everything = `{
  environments { totalCount nodes { name jobStateCounts { count } applications { totalCount } } }
  applications { totalCount missing { environment } nodes { name environmentName } }
}`;

export const uuid = '00000000-0000-4000-8000-000000000000';

export function errorsOf({ body }: Answer): readonly string[] {
  return (body.errors ?? []).map(({ path, extensions }) => `${extensions.code} ${path?.join('.')}`);
}

export const application = (environment: string, name: string) =>
  `{ application(environment: "${environment}", name: "${name}") { name } }`;

export const environment = (name: string) => `{ environment(name: "${name}") { name } }`;
