/**
 * A collector of OpenTelemetry traces: accepts OTLP over HTTP at `/v1/traces`, as JSON or protobuf, and keeps the
 * spans.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty or absent for the first span of a trace. */
  readonly parentSpanId?: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number };
}

export interface OtlpReceiver extends AsyncDisposable {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly url: string;
  /** The spans that were sent as JSON. */
  readonly spans: readonly ReceivedSpan[];
  /** Attributes of the process that sent the last spans. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** Each request's body and content type. */
  readonly requests: readonly { readonly type: string | undefined; readonly body: Buffer }[];
}

interface WireValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
}
type WireAttributes = readonly { readonly key: string; readonly value: WireValue }[];
interface WireSpan extends Omit<ReceivedSpan, 'attributes' | 'links'> {
  readonly attributes?: WireAttributes;
  readonly links?: ReceivedSpan['links'];
}
interface WireTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: WireAttributes };
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const requests: { type: string | undefined; body: Buffer }[] = [];
  let resource: Readonly<Record<string, unknown>> = {};

  const take = (type: string | undefined, body: Buffer) => {
    requests.push({ type, body });
    if (type !== 'application/json') return;
    const { resourceSpans }: WireTraces = JSON.parse(body.toString());
    for (const { resource: from, scopeSpans } of resourceSpans) {
      resource = valuesOf(from.attributes);
      for (const { attributes, links, ...span } of scopeSpans.flatMap((scope) => scope.spans)) {
        spans.push({ ...span, attributes: valuesOf(attributes), links: links ?? [] });
      }
    }
  };

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    if (request.url !== '/v1/traces') return response.writeHead(404).end();
    const isGzip = request.headers['content-encoding'] === 'gzip';
    take(request.headers['content-type'], isGzip ? gunzipSync(body) : body);
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  const server = createServer((request, response) => {
    receive(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    spans,
    requests,
    get resource() {
      return resource;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function valuesOf(attributes: WireAttributes = []): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => {
      const { stringValue, boolValue, intValue, doubleValue } = value;
      return [
        key,
        stringValue ?? boolValue ?? doubleValue ?? (intValue === undefined ? undefined : Number(intValue)),
      ];
    }),
  );
}
