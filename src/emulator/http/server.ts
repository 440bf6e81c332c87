/**
 * The REST API: a node:http server that finds the route, applies faults, checks access, responds and writes the call
 * log.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Access } from '../access.ts';
import { type CallLog, hashOf } from '../calls.ts';
import type { Fault, Faults } from '../faults.ts';
import { type World, WorldError } from '../world.ts';
import { readBody } from './body.ts';
import { type Compression, type EncodedResponse, encodeResponse } from './content-coding.ts';
import type { Context, Route } from './context.ts';
import {
  errorBodies,
  errorResponse,
  frameworkError,
  json,
  noContent,
  type RestResponse,
  restError,
} from './response.ts';
import { findRoute } from './routes.ts';
import { withUnknownStates } from './unknown-states.ts';
import { capabilitiesOf } from './version.ts';

export interface RestServerOptions {
  readonly world: World;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly access: Access;
  /** Null for a CMF that does not report it. */
  readonly version: string | null;
  readonly etag: boolean;
  readonly compression: Compression;
  /** Handles paths below `/_emulator`, which are not part of CMF. */
  readonly control: (request: IncomingMessage, path: readonly string[]) => Promise<RestResponse>;
  /** Ends pending responses. */
  readonly closing: AbortSignal;
}

export function createRestServer(options: RestServerOptions): Server {
  return createServer((request, response) => {
    respond(options, request, response).catch(() => response.destroy());
  });
}

async function respond(
  options: RestServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET';
  const [target = '/', search = ''] = split(request.url ?? '/');
  const path = decodePath(target);
  const encode = (result: RestResponse, faults?: readonly Fault[]) =>
    encodeResponse(result, options.compression, request.headers['accept-encoding'], faults);
  if (!path) return send(response, encode(frameworkError(400, target)));
  if (path[0] === '_emulator') {
    return send(response, encodeResponse(await options.control(request, path.slice(1)), 'off', undefined));
  }

  const capabilities = capabilitiesOf(options.version);
  const match = findRoute(method, path, capabilities);
  const operation = typeof match === 'number' ? 'unknown' : match.route.operation;
  const decodedPath = `/${path.join('/')}`;
  const query = new URLSearchParams(search);
  const recordResponse = options.calls.begin({
    method,
    path: decodedPath,
    query: Object.fromEntries(query),
    operation,
    authorization: hashOf(request.headers.authorization),
    at: new Date().toISOString(),
  });
  const faults = options.faults.take({ method, path: decodedPath, operation });

  const pause = async (when: 'before' | 'after') => {
    for (const fault of faults) {
      if (fault.kind !== 'latency' || (fault.when ?? 'before') !== when) continue;
      await delay(fault.ms, undefined, { signal: options.closing });
    }
  };
  await pause('before');
  const terminal = faults.find(({ kind }) => kind === 'hang' || kind === 'reset' || kind === 'status');
  if (terminal?.kind === 'hang' && terminal.when !== 'after') return;
  if (terminal?.kind === 'reset' && (terminal.when ?? 'before') === 'before') {
    request.socket.resetAndDestroy();
    return;
  }
  const result =
    terminal?.kind === 'status'
      ? statusFaultResponse(terminal, decodedPath)
      : applyBodyFaults(
          typeof match === 'number'
            ? frameworkError(match, decodedPath)
            : await handle(options, request, match.route, {
                world: options.world,
                capabilities,
                access: options.access,
                faults,
                query,
                parameter: (name) => match.parameters.get(name) ?? '',
                body: (schema) => readBody(request, schema),
              }),
          faults,
        );
  await pause('after');
  recordResponse({ status: result.status, bytes: Buffer.byteLength(result.body) });
  if (terminal?.kind === 'hang') return;
  if (terminal?.kind === 'reset' && terminal.when === 'after') return void request.socket.resetAndDestroy();
  const encoded = encode(result, faults);
  if (terminal?.kind === 'reset') return sendHalfAndReset(response, encoded);
  send(response, encoded);
}

async function handle(
  options: RestServerOptions,
  request: IncomingMessage,
  route: Route,
  parts: Omit<Context, 'permissions'>,
): Promise<RestResponse> {
  try {
    const permissions = await options.access.authorize(request.headers.authorization);
    if (!permissions) return { ...json(401, unauthorized), headers: challenge };
    const context: Context = { ...parts, permissions };
    const environment = context.parameter('environment');
    if (route.method !== 'GET' && !permissions.writes) throw accessDenied();
    if (route.scope === 'detachedSavepoints' && !permissions.detachedSavepoints) throw accessDenied();
    if (route.scope === 'environment' && !permissions.environment(environment)) throw accessDenied();
    if (route.scope === 'applications' && !permissions.applications(environment)) throw accessDenied();
    if (!acceptsJson(request.headers.accept)) throw new WorldError(406, 'The emulator returns JSON only.');
    const result = await route.handle(context);
    return options.etag && route.tagged ? withEtag(result, request.headers['if-none-match']) : result;
  } catch (error) {
    return errorResponse(error);
  }
}

const unauthorized = { errors: [{ message: 'Full authentication is required to access this resource' }] };
const challenge = { 'content-type': 'application/json', 'www-authenticate': 'Bearer' };
const accessDenied = () => new WorldError(403, 'Access denied');

function acceptsJson(accept: string | undefined): boolean {
  return accept === undefined || /application\/(json|\*)|\*\/\*/i.test(accept);
}

/** Supports `ETag` and `If-None-Match`. Optional, because the contract is not certain about them. */
function withEtag(result: RestResponse, ifNoneMatch: string | undefined): RestResponse {
  const etag = `"${createHash('sha1').update(result.body).digest('base64url')}"`;
  const tags = ifNoneMatch?.split(',').map((part) => part.trim().replace(/^W\//, '')) ?? [];
  if (tags.includes(etag) || tags.includes('*')) return noContent(304, { etag });
  return { ...result, headers: { ...result.headers, etag } };
}

function statusFaultResponse(fault: Fault & { readonly kind: 'status' }, path: string): RestResponse {
  const { status, body = 'rest-error', message = `Fault ${status}`, messages, retryAfter } = fault;
  const result = messages ? restError(status, ...messages) : errorBodies[body](status, message, path);
  if (retryAfter === undefined) return result;
  return { ...result, headers: { ...result.headers, 'retry-after': String(retryAfter) } };
}

/** Applies the faults that change a successful response. `page.ts` applies those of pages. */
function applyBodyFaults(result: RestResponse, faults: readonly Fault[]): RestResponse {
  let { body } = result;
  if (faults.some(({ kind }) => kind === 'unknownStates') && body !== '') {
    body = JSON.stringify(withUnknownStates(JSON.parse(body)));
  }
  if (faults.some(({ kind }) => kind === 'truncated')) body = body.slice(0, Math.floor(body.length / 2));
  return { ...result, body };
}

function send(response: ServerResponse, { status, headers, body }: EncodedResponse): void {
  const length = status === 204 || status === 304 ? {} : { 'content-length': body.length };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}

function sendHalfAndReset(response: ServerResponse, { status, headers, body }: EncodedResponse): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.resetAndDestroy());
}

function split(url: string): readonly string[] {
  const question = url.indexOf('?');
  return question < 0 ? [url] : [url.slice(0, question), url.slice(question + 1)];
}

/** Splits before decoding, so that a `%2F` stays inside its segment. Null for an invalid escape. */
function decodePath(target: string): readonly string[] | null {
  try {
    return target.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}
