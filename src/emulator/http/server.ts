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
import type { Context, Route } from './context.ts';
import { type Answer, answerTo, errorForms, frameworkError, json, noContent } from './response.ts';
import { findRoute } from './routes.ts';
import { withUnknownStates } from './unknown-states.ts';
import { capabilitiesOf } from './version.ts';

export interface RestFace {
  readonly world: World;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly access: Access;
  /** Null for a CMF that does not report it. */
  readonly version: string | null;
  readonly etag: boolean;
  /** Handles paths below `/_emulator`, which are not part of CMF. */
  readonly control: (request: IncomingMessage, path: readonly string[]) => Promise<Answer>;
  /** Ends pending responses. */
  readonly closing: AbortSignal;
}

export function createRestServer(face: RestFace): Server {
  return createServer((request, response) => {
    respond(face, request, response).catch(() => response.destroy());
  });
}

async function respond(face: RestFace, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const [target = '/', search = ''] = split(request.url ?? '/');
  const path = decodePath(target);
  if (!path) return send(response, frameworkError(400, target));
  if (path[0] === '_emulator') return send(response, await face.control(request, path.slice(1)));

  const capabilities = capabilitiesOf(face.version);
  const found = findRoute(method, path, capabilities);
  const operation = typeof found === 'number' ? 'unknown' : found.route.operation;
  const text = `/${path.join('/')}`;
  const query = new URLSearchParams(search);
  const noteAnswer = face.calls.begin({
    method,
    path: text,
    query: Object.fromEntries(query),
    operation,
    authorization: hashOf(request.headers.authorization),
    at: new Date().toISOString(),
  });
  const faults = face.faults.meet({ method, path: text, operation });

  for (const fault of faults) {
    if (fault.kind === 'latency') await delay(fault.ms, undefined, { signal: face.closing });
  }
  const ending = faults.find(({ kind }) => kind === 'hang' || kind === 'reset' || kind === 'status');
  if (ending?.kind === 'hang') return;
  if (ending?.kind === 'reset' && ending.when !== 'during') {
    request.socket.resetAndDestroy();
    return;
  }
  const answer =
    ending?.kind === 'status'
      ? statusAnswer(ending, text)
      : bend(
          typeof found === 'number'
            ? frameworkError(found, text)
            : await answerOf(face, request, found.route, {
                world: face.world,
                capabilities,
                access: face.access,
                faults,
                query,
                parameter: (name) => found.parameters.get(name) ?? '',
                body: (schema) => readBody(request, schema),
              }),
          faults,
        );
  noteAnswer({ status: answer.status, bytes: Buffer.byteLength(answer.body) });
  if (ending?.kind === 'reset') return sendHalfAndReset(response, answer);
  send(response, answer);
}

async function answerOf(
  face: RestFace,
  request: IncomingMessage,
  route: Route,
  parts: Omit<Context, 'judgement'>,
): Promise<Answer> {
  try {
    const judgement = await face.access.judge(request.headers.authorization);
    if (!judgement) return { ...json(401, unauthorized), headers: challenge };
    const context: Context = { ...parts, judgement };
    const environment = context.parameter('environment');
    if (route.scope === 'environment' && !judgement.environment(environment)) throw accessDenied();
    if (route.scope === 'applications' && !judgement.applications(environment)) throw accessDenied();
    if (!acceptsJson(request.headers.accept)) throw new WorldError(406, 'The emulator answers in JSON only.');
    const answer = await route.handle(context);
    return face.etag && route.tagged ? tag(answer, request.headers['if-none-match']) : answer;
  } catch (error) {
    return answerTo(error);
  }
}

const unauthorized = { errors: [{ message: 'Full authentication is required to access this resource' }] };
const challenge = { 'content-type': 'application/json', 'www-authenticate': 'Bearer' };
const accessDenied = () => new WorldError(403, 'Access denied');

function acceptsJson(accept: string | undefined): boolean {
  return accept === undefined || /application\/(json|\*)|\*\/\*/i.test(accept);
}

/** `ETag` and `If-None-Match`, which the contract declares without certainty: switchable. */
function tag(answer: Answer, ifNoneMatch: string | undefined): Answer {
  const etag = `"${createHash('sha1').update(answer.body).digest('base64url')}"`;
  const known = ifNoneMatch?.split(',').map((part) => part.trim().replace(/^W\//, '')) ?? [];
  if (known.includes(etag) || known.includes('*')) return noContent(304, { etag });
  return { ...answer, headers: { ...answer.headers, etag } };
}

function statusAnswer(fault: Fault & { readonly kind: 'status' }, path: string): Answer {
  const { status, body = 'rest-error', message = `Fault ${status}`, retryAfter } = fault;
  const answer = errorForms[body](status, message, path);
  if (retryAfter === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
}

/** Applies the faults that change a successful response. `page.ts` applies those of pages. */
function bend(answer: Answer, faults: readonly Fault[]): Answer {
  let { body } = answer;
  if (faults.some(({ kind }) => kind === 'unknownStates') && body !== '') {
    body = JSON.stringify(withUnknownStates(JSON.parse(body)));
  }
  if (faults.some(({ kind }) => kind === 'truncated')) body = body.slice(0, Math.floor(body.length / 2));
  return { ...answer, body };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const length = status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}

function sendHalfAndReset(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.resetAndDestroy());
}

function split(url: string): readonly string[] {
  const question = url.indexOf('?');
  return question < 0 ? [url] : [url.slice(0, question), url.slice(question + 1)];
}

/** Segments are split before they are decoded, so a `%2F` stays within its segment. Null for a bad escape. */
function decodePath(target: string): readonly string[] | null {
  try {
    return target.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}
