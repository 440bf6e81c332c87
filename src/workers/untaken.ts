/**
 * Connections that a worker was handed and did not live to take. Node forgets them and keeps them open, so that their
 * clients would wait for ever; closed, they are noticed and tried again. A worker has one at a time on its way.
 */
import type { ChildProcess, SendHandle, Serializable } from 'node:child_process';

interface Connection {
  /** Does nothing a second time, which is what it is for one that was taken. */
  close(): void;
}

/** Returns what closes the last one that this process was handed, unless it took it. */
export function watchHandedOver(worker: ChildProcess): () => void {
  const send = worker.send.bind(worker);
  let handed: Connection | undefined;
  Object.assign(worker, {
    // Where Node hands them over; a callback may stand in the place of the connection.
    send(message: Serializable, handle?: SendHandle, ...rest: []) {
      if (isConnection(handle)) handed = handle;
      return send(message, handle, ...rest);
    },
  });
  return () => handed?.close();
}

function isConnection(value: unknown): value is Connection {
  return typeof value === 'object' && value !== null && 'close' in value;
}
