/** Which of several processes on one port serves a connection. Linux only: it reads `/proc`. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const established = '01';

/** The clients' ports of the IPv4 connections that this process has accepted on `port`. */
export function clientPortsOf(pid: number, port: number): readonly number[] {
  const sockets = socketsOf(pid);
  const [, ...lines] = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [, local = '', remote = '', state, , , , , , inode] = line.trim().split(/\s+/);
    const isOurs = state === established && portIn(local) === port && sockets.has(`socket:[${inode}]`);
    return isOurs ? [portIn(remote)] : [];
  });
}

/** `0100007F:1F90` is port 8080 of 127.0.0.1. */
function portIn(address: string): number {
  return Number.parseInt(address.split(':')[1] ?? '', 16);
}

function socketsOf(pid: number): ReadonlySet<string> {
  const folder = `/proc/${pid}/fd`;
  return new Set(
    readdirSync(folder).flatMap((file) => {
      try {
        return [readlinkSync(`${folder}/${file}`)];
      } catch {
        // Closed since the folder was read.
        return [];
      }
    }),
  );
}
