/**
 * The load generator, a separate process: each connection sends a request, waits for the response and sends the next.
 * It uses sockets, because an HTTP client of Node needs more CPU time than the servers under test.
 */
import { connect } from 'node:net';
import process from 'node:process';

export interface LoadOrder {
  readonly port: number;
  /** Bodies of POST requests, sent in rotation. */
  readonly bodies: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

/** Sent when the measurement begins. */
export const begun = 'begun';

export interface LoadReport {
  readonly requests: number;
  readonly seconds: number;
  /** Bytes of headers and bodies. */
  readonly bytes: number;
  /** Responses with a status other than 200, and broken connections. */
  readonly failures: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

process.once('message', (order: LoadOrder) => run(order));
process.on('disconnect', () => process.exit());

function run({ port, bodies, headers, connections, warmUpMs, measuredMs }: LoadOrder): void {
  const requests = bodies.map((body) => requestOf(body, headers));
  let next = 0;
  let latencies: number[] = [];
  let bytes = 0;
  let failures = 0;

  const open = (): void => {
    let sentAt = 0;
    const send = () => {
      sentAt = performance.now();
      socket.write(requests[next] ?? '');
      next = (next + 1) % requests.length;
    };
    const read = createResponseReader((response) => {
      latencies.push(performance.now() - sentAt);
      bytes += response.bytes;
      if (response.status !== 200) failures += 1;
      send();
    });
    const callback = (length: number, buffer: Uint8Array) => {
      read(Buffer.from(buffer.buffer, buffer.byteOffset, length));
      return true;
    };
    // One reused buffer instead of a new one for each read.
    const onread = { buffer: Buffer.alloc(2 ** 16), callback };
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    socket.on('connect', send);
    // Errors are ignored here, because `close` follows and counts the failure.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      failures += 1;
      setTimeout(open, 10);
    });
  };
  for (let opened = 0; opened < connections; opened += 1) open();

  // Waits until each connection has received a response, so that the start of a slow server is not measured.
  when(
    warmUpMs,
    () => latencies.length >= connections,
    () => {
      latencies = [];
      bytes = 0;
      failures = 0;
      const beganAt = performance.now();
      process.send?.(begun);
      when(
        measuredMs,
        () => latencies.length >= connections * 2,
        () => {
          const seconds = (performance.now() - beganAt) / 1000;
          const sorted = Float64Array.from(latencies).toSorted();
          const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
          const report: LoadReport = {
            requests: sorted.length,
            seconds,
            bytes,
            failures,
            p50Ms: at(0.5),
            p99Ms: at(0.99),
          };
          process.send?.(report, () => process.exit());
        },
      );
    },
  );
}

/** Calls `then` after `ms` and once `isEnough()` is true, or after a time limit for a server that hangs. */
function when(ms: number, isEnough: () => boolean, then: () => void): void {
  const limitMs = 30_000;
  setTimeout(() => {
    const deadline = performance.now() + limitMs;
    const poll = () => (isEnough() || performance.now() > deadline ? then() : void setTimeout(poll, 100));
    poll();
  }, ms);
}

function requestOf(body: string, headers: LoadOrder['headers']): Buffer {
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

interface ResponseInfo {
  readonly status: number;
  readonly bytes: number;
}

const headEnd = '\r\n\r\n';
/** The end of a chunked body. Compact JSON has no line breaks, and compressed data practically never has these bytes. */
const lastChunk = '\r\n0\r\n\r\n';

/** Calls `onResponse` at the end of each response. Responses do not overlap, because requests are not pipelined. */
function createResponseReader(onResponse: (response: ResponseInfo) => void): (chunk: Buffer) => void {
  let head = '';
  let status = 0;
  let bytes = 0;
  /** Null for a chunked body. */
  let length: number | null = 0;
  let tail = '';

  return (chunk) => {
    if (status === 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf(headEnd);
      if (end < 0) return;
      status = Number(head.slice(9, 12));
      const contentLength = /\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end))?.[1];
      bytes = head.length;
      length = contentLength === undefined ? null : end + headEnd.length + Number(contentLength);
      head = '';
    } else {
      bytes += chunk.length;
    }
    if (length === null) {
      tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - lastChunk.length))).slice(
        -lastChunk.length,
      );
    }
    if (length === null ? tail !== lastChunk : bytes < length) return;
    const response = { status, bytes };
    status = 0;
    onResponse(response);
  };
}
