/** The input of a route's handler. */
import type { z } from 'zod';
import type { Access, Permissions } from '../access.ts';
import type { Fault } from '../faults.ts';
import type { World } from '../world.ts';
import type { RestResponse } from './response.ts';
import type { Capabilities } from './version.ts';

export interface Context {
  readonly world: World;
  readonly capabilities: Capabilities;
  readonly access: Access;
  readonly permissions: Permissions;
  /** The faults that affect this call. */
  readonly faults: readonly Fault[];
  readonly query: URLSearchParams;
  /** A path parameter of the route, percent-decoded. */
  parameter(name: string): string;
  /** The request's JSON. Rejects with a `WorldError` of status 400, 413 or 415. */
  body<T>(schema: z.ZodType<T>): Promise<T>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** A path template with `{name}` for parameters. */
  readonly path: string;
  /** The endpoint's name in the call log. */
  readonly operation: string;
  /** The required right. With `any` the handler checks it, or every known caller has access. */
  readonly scope: 'any' | 'environment' | 'applications' | 'detachedSavepoints';
  /** False when this version of CMF does not have the endpoint. */
  readonly exists?: (capabilities: Capabilities) => boolean;
  /** The responses that carry an `ETag` when ETags are enabled. */
  readonly tagged?: boolean;
  handle(context: Context): RestResponse | Promise<RestResponse>;
}
