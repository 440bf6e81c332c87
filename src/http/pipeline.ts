/**
 * The state of one HTTP connection: how many of its requests are unfinished, and whether its client is still
 * connected.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The requests of one connection whose responses have not left this process. */
export interface Pipeline {
  unfinished: number;
  /** The response to the latest request, until it has left. */
  latest: ServerResponse | undefined;
}

/**
 * Maximum unfinished requests of one connection: not yet answered, or answered and not yet read. Beyond it the
 * connection is destroyed.
 */
export const maxPipelined = 100;

const pipelines = new WeakMap<Socket, Pipeline>();

export function pipelineOf(socket: Socket): Pipeline {
  const known = pipelines.get(socket);
  if (known) return known;
  const pipeline = { unfinished: 0, latest: undefined };
  pipelines.set(socket, pipeline);
  socket.once('end', () => probeClient(socket, pipeline));
  return pipeline;
}

/** Most responses are sent before the first probe. */
const probeMs = 500;

/**
 * A client that closes its side may still wait for its response, or may have disconnected. Only a write distinguishes
 * the cases: the system of a disconnected client resets the connection. The response then closes and its calls to CMF
 * end. The interim response 102 is such a write. Every client of HTTP/1.1 must expect interim responses (RFC 9110
 * section 15.2).
 */
function probeClient(socket: Socket, pipeline: Pipeline): void {
  const probe = setInterval(() => {
    const { latest } = pipeline;
    if (socket.destroyed || !latest || latest.headersSent) return clearInterval(probe);
    if (latest.req.httpVersion === '1.1') latest.writeProcessing();
  }, probeMs);
  probe.unref();
}
