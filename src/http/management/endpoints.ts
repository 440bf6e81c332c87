/** The endpoints for operators: `/health`, `/ready`, `/metrics` and, where it is enabled, `/metrics/fleet`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../../observability/meters/requests.ts';
import { acceptedCodings } from '../content-coding/accepted-codings.ts';
import { encode } from '../content-coding/encode.ts';
import { send } from '../plain-response.ts';
import type { ProbeAnswer, Probes } from './probes.ts';

/** Metrics in Prometheus' text format. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

export interface Endpoint {
  readonly route: Route;
  respond(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

/** By path. */
export type Endpoints = ReadonlyMap<string, Endpoint>;

export interface EndpointOptions {
  readonly probes: Probes;
  readonly metrics: MetricsText;
  /** Null: there is no such path. */
  readonly fleet: MetricsText | null;
  /** Compress metrics for clients that accept it. */
  readonly compression: boolean;
}

export function createEndpoints({ probes, metrics, fleet, compression }: EndpointOptions): Endpoints {
  const probe = (answer: () => ProbeAnswer): Endpoint => ({
    route: 'probe',
    respond: (_request, response) => sendProbe(response, answer()),
  });
  const scrape = (source: MetricsText): Endpoint => ({
    route: 'metrics',
    respond: (request, response) => sendMetrics(request, response, source, compression),
  });
  const endpoints = new Map([
    ['/health', probe(probes.health)],
    ['/ready', probe(probes.ready)],
    ['/metrics', scrape(metrics)],
  ]);
  if (fleet) endpoints.set('/metrics/fleet', scrape(fleet));
  return endpoints;
}

function sendProbe(response: ServerResponse, { status, body }: ProbeAnswer): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  send(response, status, headers, `${JSON.stringify(body)}\n`);
}

async function sendMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  source: MetricsText,
  compression: boolean,
): Promise<void> {
  const text = Buffer.from(await source.text());
  const headers = { 'content-type': source.contentType, vary: 'Accept-Encoding' };
  const accepted = acceptedCodings(request.headers['accept-encoding']);
  // Prometheus accepts no other coding.
  if (!compression || !accepted.isCodingPreferred || !accepted.codings.includes('gzip')) {
    return send(response, 200, headers, text);
  }
  const body = await encode('gzip', 'fast', text);
  send(response, 200, { ...headers, 'content-encoding': 'gzip' }, body);
}
