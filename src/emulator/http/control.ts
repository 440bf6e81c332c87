/**
 * The control API: the functions of `emulator.world`, `.fleet`, `.faults`, `.access` and `.calls` over HTTP, for other
 * processes (chaos tests, demos). It is not part of CMF. All bodies are JSON.
 *
 * | request                                  | does                                                            |
 * | ---------------------------------------- | --------------------------------------------------------------- |
 * | `GET /_emulator`                         | returns the world's time, the faults, the number of calls and transitions |
 * | `GET /_emulator/record?after=N`          | returns the world's record from entry N                         |
 * | `GET` or `DELETE /_emulator/calls`       | returns or clears the call log                                  |
 * | `POST /_emulator/step {steps}`           | steps the fleet                                                 |
 * | `POST /_emulator/advance {ms}`           | advances the world's clock                                      |
 * | `POST /_emulator/faults {kind, …}`       | adds a fault (see `faults.ts`), returns `{id}`; `match.path` is a string, `match.write` limits it to writes |
 * | `DELETE /_emulator/faults[/id]`          | clears all faults or one                                        |
 * | `POST /_emulator/access {required, lists, applicationLists, allow, revoke}` | changes the access rules: `allow` is `{token, environments, applications, detachedSavepoints, readOnly}` |
 * | `POST /_emulator/world/ACTION {environment, application, …}` | runs an operator action of the world: `setJobState` (`state`, `exception`, `error`, `jobId`), `setLifecycleState` (`state`), `setClusterState` (`state`), `deploy`, `completeSavepoint` (`name`), `failSavepoint` (`name`, `reason`), `progress`, `settle`, `evictInstance` (`uid`) |
 */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Access } from '../access.ts';
import type { CallLog } from '../calls.ts';
import type { Fault, Faults } from '../faults.ts';
import type { Fleet } from '../fleet.ts';
import { type World, WorldError } from '../world.ts';
import { readBody } from './body.ts';
import { errorResponse, frameworkError, json, noContent, type RestResponse } from './response.ts';

export interface ControlParts {
  readonly world: World;
  readonly fleet: Fleet;
  readonly faults: Faults;
  readonly access: Access;
  readonly calls: CallLog;
}

type Handler = (
  request: IncomingMessage,
  rest: readonly string[],
  query: URLSearchParams,
) => Promise<RestResponse>;

export function createControl(
  parts: ControlParts,
): (request: IncomingMessage, path: readonly string[]) => Promise<RestResponse> {
  const handlers = handlersOf(parts);
  return async (request, [noun = '', ...rest]) => {
    const name = `${request.method} ${noun}`;
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler) return frameworkError(404, `/_emulator/${noun}`);
    const query = new URLSearchParams(request.url?.split('?')[1]);
    try {
      return await handler(request, rest, query);
    } catch (error) {
      return errorResponse(error);
    }
  };
}

function handlersOf({
  world,
  fleet,
  faults,
  access,
  calls,
}: ControlParts): Readonly<Record<string, Handler>> {
  return {
    'GET ': async () =>
      json(200, {
        now: world.now(),
        faults: faults.active,
        calls: calls.count(),
        transitions: world.record.length,
      }),
    'GET record': async (_request, _rest, query) =>
      json(200, world.record.slice(Number(query.get('after') ?? 0))),
    'GET calls': async () => json(200, calls.entries),
    'DELETE calls': async () => {
      calls.clear();
      return noContent(204);
    },
    'POST step': async (request) => {
      const { steps } = await readBody(request, z.object({ steps: z.int().min(1).max(10_000).default(1) }));
      for (let step = 0; step < steps; step += 1) fleet.step();
      return json(200, { now: world.now(), transitions: world.record.length });
    },
    'POST advance': async (request) => {
      world.advance((await readBody(request, z.object({ ms: z.number().min(0) }))).ms);
      return json(200, { now: world.now() });
    },
    'POST faults': async (request) => {
      const { id } = faults.add(await readBody(request, faultBody));
      return json(201, { id });
    },
    'DELETE faults': async (_request, [id]) => {
      faults.clear(id === undefined ? undefined : Number(id));
      return noContent(204);
    },
    'POST access': async (request) => {
      const { required, lists, applicationLists, allow, revoke } = await readBody(request, accessBody);
      if (required !== undefined) access.require(required);
      if (lists) access.lists = lists;
      if (applicationLists) access.applicationLists = applicationLists;
      if (allow) access.allow(allow.token, allow);
      if (revoke !== undefined) access.revoke(revoke);
      return noContent(204);
    },
    'POST world': async (request, [name = '']) => {
      const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (!action) throw new WorldError(404, `Unknown action: '${name}'.`);
      action(world, await readBody(request, actionBody));
      return json(200, { now: world.now(), transitions: world.record.length });
    },
  };
}

type ActionBody = z.infer<typeof actionBody>;

const actionBody = z.object({
  environment: z.string(),
  application: z.string().default(''),
  state: z.string().default(''),
  exception: z.string().optional(),
  error: z.string().nullable().optional(),
  jobId: z.string().optional(),
  name: z.string().optional(),
  reason: z.string().optional(),
  uid: z.string().default(''),
});

const actions: Readonly<Record<string, (world: World, body: ActionBody) => void>> = {
  setJobState: (world, { environment, application, state, exception, error, jobId }) =>
    world.setJobState(environment, application, state, { exception, error, jobId }),
  setLifecycleState: (world, { environment, application, state }) =>
    world.setLifecycleState(environment, application, state),
  setClusterState: (world, { environment, state }) => world.setClusterState(environment, state),
  deploy: (world, { environment, application }) => world.deploy(environment, application),
  completeSavepoint: (world, { environment, application, name }) =>
    world.completeSavepoint(environment, application, name),
  failSavepoint: (world, { environment, application, name, reason }) =>
    world.failSavepoint(environment, application, { name, reason }),
  progress: (world, { environment, application }) => void world.progress(environment, application),
  settle: (world, { environment, application }) => world.settle(environment, application),
  evictInstance: (world, { environment, application, uid }) =>
    world.evictInstance(environment, application, uid),
};

const environmentNames = z.union([z.literal('all'), z.array(z.string())]);
const listPolicy = z.enum(['filter', 'refuse']);

const accessBody = z.object({
  required: z.boolean().optional(),
  lists: listPolicy.optional(),
  applicationLists: listPolicy.optional(),
  allow: z
    .object({
      token: z.string(),
      environments: environmentNames.default([]),
      applications: environmentNames.default([]),
      detachedSavepoints: z.boolean().default(true),
      readOnly: z.boolean().default(false),
    })
    .optional(),
  revoke: z.string().optional(),
});

const matching = {
  match: z
    .object({
      method: z.string().exactOptional(),
      write: z.boolean().exactOptional(),
      path: z.string().exactOptional(),
      operation: z.string().exactOptional(),
      count: z.int().min(1).exactOptional(),
    })
    .exactOptional(),
  probability: z.number().min(0).max(1).exactOptional(),
};

const faultBody: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('latency'),
    ms: z.number().min(0),
    when: z.enum(['before', 'after']).exactOptional(),
    ...matching,
  }),
  z.object({
    kind: z.literal('status'),
    status: z.int().min(300).max(599),
    body: z.enum(['rest-error', 'plain-text', 'empty', 'html', 'framework']).exactOptional(),
    message: z.string().exactOptional(),
    messages: z.array(z.string()).min(1).exactOptional(),
    retryAfter: z.number().min(0).exactOptional(),
    ...matching,
  }),
  z.object({ kind: z.literal('truncated'), ...matching }),
  z.object({
    kind: z.literal('reset'),
    when: z.enum(['before', 'after', 'during']).exactOptional(),
    ...matching,
  }),
  z.object({ kind: z.literal('hang'), when: z.enum(['before', 'after']).exactOptional(), ...matching }),
  z.object({ kind: z.literal('cappedSize'), size: z.int().min(1), ...matching }),
  z.object({ kind: z.literal('missingSize'), ...matching }),
  z.object({ kind: z.literal('missingMetadata'), ...matching }),
  z.object({ kind: z.literal('nullPageable'), ...matching }),
  z.object({ kind: z.literal('listWithoutSpec'), ...matching }),
  z.object({ kind: z.literal('duplicatedItems'), ...matching }),
  z.object({
    kind: z.literal('encoded'),
    coding: z.string(),
    isCut: z.boolean().exactOptional(),
    ...matching,
  }),
  z.object({ kind: z.literal('longStackTrace'), bytes: z.int().min(1).max(32_000_000), ...matching }),
  z.object({ kind: z.literal('unknownStates'), ...matching }),
]);
