/** The part of RFC 6455 that a counting client needs. It is much cheaper than a full client, so one process can run thousands. */

const opcodes = { text: 1, ping: 9 } as const;

export function upgradeRequest(path: string): string {
  const headers = [
    'host: 127.0.0.1',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
    'sec-websocket-protocol: graphql-transport-ws',
  ];
  return `GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
}

/** A text frame from a client, of up to 64 KB. The mask is zero, which RFC 6455 allows and which leaves the payload unchanged. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const isShort = payload.length < 126;
  const head = Buffer.alloc(isShort ? 6 : 8);
  head[0] = 0x80 | opcodes.text;
  head[1] = 0x80 | (isShort ? payload.length : 126);
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

export const pong: Buffer = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

export interface FrameListener {
  text(payload: Buffer): void;
  ping(): void;
}

/** Reads frames from the chunks of an upgraded connection. Messages this small are never fragmented. */
export function createFrameReader(listener: FrameListener): (chunk: Buffer) => void {
  let rest: Buffer | null = null;

  return (arrived) => {
    const bytes = rest ? Buffer.concat([rest, arrived]) : arrived;
    let at = 0;
    while (bytes.length - at >= 2) {
      const length = lengthOf(bytes, at);
      if (!length || at + length.head + length.payload > bytes.length) break;
      const opcode = (bytes[at] ?? 0) & 0x0f;
      const from = at + length.head;
      at = from + length.payload;
      if (opcode === opcodes.text) listener.text(bytes.subarray(from, at));
      else if (opcode === opcodes.ping) listener.ping();
    }
    rest = at < bytes.length ? bytes.subarray(at) : null;
  };
}

/** The lengths of head and payload. Null while the head is incomplete. */
function lengthOf(bytes: Buffer, at: number): { readonly head: number; readonly payload: number } | null {
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  if (short < 126) return { head: 2, payload: short };
  const head = short === 126 ? 4 : 10;
  if (bytes.length - at < head) return null;
  const payload = short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
  return { head, payload };
}
