/** All endpoints of the emulated CMF, and the routing of requests. */

import { applicationRoutes } from './applications.ts';
import type { Route } from './context.ts';
import { environmentRoutes } from './environments.ts';
import { flinkRoutes } from './flink-web-ui.ts';
import { json } from './response.ts';
import { savepointRoutes } from './savepoints.ts';
import type { Capabilities } from './version.ts';

const systemRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/cmf/api/v1/system-information',
    operation: 'systemInformation',
    scope: 'any',
    exists: ({ version }) => version !== null,
    handle: ({ capabilities }) =>
      json(200, { status: { version: capabilities.version, revision: '9f1c2d3' } }),
  },
];

const routes = [
  ...environmentRoutes,
  ...applicationRoutes,
  ...savepointRoutes,
  ...flinkRoutes,
  ...systemRoutes,
].map((route) => ({ route, segments: route.path.split('/').slice(1) }));

export interface RouteMatch {
  readonly route: Route;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The route of a request, or the error status: 404 for an unknown path, 405 for an unknown method. */
export function findRoute(
  method: string,
  path: readonly string[],
  capabilities: Capabilities,
): RouteMatch | 404 | 405 {
  const candidates = routes.flatMap(({ route, segments }) => {
    const parameters = route.exists?.(capabilities) === false ? null : match(segments, path);
    return parameters ? [{ route, parameters }] : [];
  });
  return candidates.find(({ route }) => route.method === method) ?? (candidates.length > 0 ? 405 : 404);
}

function match(segments: readonly string[], path: readonly string[]): ReadonlyMap<string, string> | null {
  if (segments.length !== path.length) return null;
  const parameters = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const part = path[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined ? segment !== part : part === '') return null;
    if (name !== undefined) parameters.set(name, part);
  }
  return parameters;
}
