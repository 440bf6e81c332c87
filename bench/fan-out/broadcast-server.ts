/** The baseline for fan-out: forwards each message of a Redis channel unchanged to all `ws` connections. */
import process from 'node:process';
import { Redis } from 'ioredis';
import { WebSocketServer } from 'ws';

export const channel = 'bench-broadcast';

if (import.meta.main) {
  const sockets = new WebSocketServer({
    port: Number(process.env['PORT']),
    host: '127.0.0.1',
    perMessageDeflate: false,
  });
  const redis = new Redis(process.env['REDIS_URL'] ?? '');
  await redis.subscribe(channel);
  redis.on('messageBuffer', (_channel: Buffer, frame: Buffer) => {
    for (const socket of sockets.clients) socket.send(frame, { binary: false });
  });
  process.send?.('listening');
}
