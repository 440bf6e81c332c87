/** What a route's handler works with. */
import type { z } from 'zod';
import type { Access, Judgement } from '../access.ts';
import type { Fault } from '../faults.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import type { Capabilities } from './version.ts';

export interface Context {
  readonly world: World;
  readonly capabilities: Capabilities;
  readonly access: Access;
  readonly judgement: Judgement;
  /** Those that this call meets. */
  readonly faults: readonly Fault[];
  readonly query: URLSearchParams;
  /** A path parameter of the route, percent-decoded. */
  parameter(name: string): string;
  /** The request's JSON, or a `WorldError` of 400, 413 or 415. */
  body<T>(schema: z.ZodType<T>): Promise<T>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With `{name}` for parameters. */
  readonly path: string;
  /** The endpoint's name in the call log. */
  readonly operation: string;
  /** What the caller must be allowed to see; `any` is judged by the handler, or open to everybody known. */
  readonly scope: 'any' | 'environment' | 'applications';
  /** False where this version of CMF has no such endpoint. */
  readonly exists?: (capabilities: Capabilities) => boolean;
  /** The answers that carry an `ETag` when it is switched on. */
  readonly tagged?: boolean;
  handle(context: Context): Answer | Promise<Answer>;
}
