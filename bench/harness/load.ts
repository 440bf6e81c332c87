/**
 * The load: a number of connections that each send a request, wait for its answer and send the next, in a process of
 * its own. Written on sockets, as an HTTP client of Node would need more time than the servers it measures.
 */
import { connect } from 'node:net';
import process from 'node:process';

export interface LoadOrder {
  readonly port: number;
  /** Bodies of POST requests, taken in turn. */
  readonly bodies: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

/** Sent when the measured time begins. */
export const begun = 'begun';

export interface LoadReport {
  readonly requests: number;
  readonly seconds: number;
  /** Of headers and bodies together. */
  readonly bytes: number;
  /** Answers of another status than 200, and connections that broke. */
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
    const read = createAnswerReader((answer) => {
      latencies.push(performance.now() - sentAt);
      bytes += answer.bytes;
      if (answer.status !== 200) failures += 1;
      send();
    });
    const callback = (length: number, buffer: Uint8Array) => {
      read(Buffer.from(buffer.buffer, buffer.byteOffset, length));
      return true;
    };
    // One buffer for all that comes, in place of a new one each time.
    const onread = { buffer: Buffer.alloc(2 ** 16), callback };
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    socket.on('connect', send);
    // A server may close a connection after an answer; what counts is whether a request was lost.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      failures += 1;
      setTimeout(open, 10);
    });
  };
  for (let opened = 0; opened < connections; opened += 1) open();

  // A slow server is given until each connection has seen an answer: else nothing would be measured but its start.
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

/** Calls back after that time, or later, when it is enough; a server that is stuck is not waited for. */
function when(ms: number, isEnough: () => boolean, then: () => void): void {
  const patienceMs = 30_000;
  setTimeout(() => {
    const deadline = performance.now() + patienceMs;
    const look = () => (isEnough() || performance.now() > deadline ? then() : void setTimeout(look, 100));
    look();
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

interface Answer {
  readonly status: number;
  readonly bytes: number;
}

const headEnd = '\r\n\r\n';
/** The end of a chunked body. JSON holds no line breaks of its own, so it is found nowhere else. */
const lastChunk = '\r\n0\r\n\r\n';

/** Calls back at the end of each answer. One answer at a time: the next request is sent only then. */
function createAnswerReader(answered: (answer: Answer) => void): (chunk: Buffer) => void {
  let head = '';
  let status = 0;
  let bytes = 0;
  /** Null: chunked. */
  let length: number | null = 0;
  let tail = '';

  return (chunk) => {
    if (status === 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf(headEnd);
      if (end < 0) return;
      status = Number(head.slice(9, 12));
      const given = /\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end))?.[1];
      bytes = head.length;
      length = given === undefined ? null : end + headEnd.length + Number(given);
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
    const answer = { status, bytes };
    status = 0;
    answered(answer);
  };
}
