/**
 * The emulator as a whole: a world, its REST API on a port, faults, access rules and a call log.
 *
 *     await using emulator = await startEmulator({ fleet: 'empty' });
 *     emulator.world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink' });
 *     await fetch(`${emulator.url}/cmf/api/v1/environments`);
 */
import { once } from 'node:events';
import { type Access, createAccess } from './access.ts';
import { type CallLog, createCallLog } from './calls.ts';
import { createFaults, type Faults } from './faults.ts';
import { createFleet, type Fleet, type FleetKind, historyLength } from './fleet.ts';
import type { Compression } from './http/content-coding.ts';
import { createControl } from './http/control.ts';
import { createRestServer } from './http/server.ts';
import { capabilitiesOf } from './http/version.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

export interface EmulatorOptions extends WorldOptions {
  /** 0, the default, selects a free port. */
  readonly port?: number;
  readonly host?: string;
  /** The fleet at the start; a size gives a uniform fleet for benchmarks. */
  readonly fleet?: FleetKind;
  /** Real milliseconds between steps of the fleet; with 0, the default, only `fleet.step()` makes a step. */
  readonly pace?: number;
  /** World seconds of one step. */
  readonly speed?: number;
  /** The version of CMF, which determines its features; null: a CMF before 2.2, which does not report it. */
  readonly version?: string | null;
  /** Whether responses carry `ETag` and `If-None-Match` is honoured. */
  readonly etag?: boolean;
  /** Whether response bodies are compressed. Default `off`, which is the default of Spring Boot too. */
  readonly compression?: Compression;
}

export interface Emulator extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  readonly world: World;
  readonly fleet: Fleet;
  readonly faults: Faults;
  readonly access: Access;
  readonly calls: CallLog;
  /** Closes all connections, including those that a fault left hanging. */
  close(): Promise<void>;
}

/** Starts the emulator. Rejects when the port is in use. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', fleet: kind = 'realistic', seed = 1 } = options;
  const { pace = 0, speed = 30, version = '2.3.1', etag = false, compression = 'off' } = options;
  const startAt = options.startAt ?? '2026-03-02T08:00:00.000Z';
  const begin = new Date(Date.parse(startAt) - historyLength(kind)).toISOString();

  const capabilities = capabilitiesOf(version);
  const recurringEvents = capabilities.countedEvents ? 'counted' : 'separate';
  const world = createWorld({
    recurringEvents,
    names: capabilities.names,
    ...options,
    seed,
    startAt: begin,
  });
  const fleet = createFleet(world, { kind, seed, speed });
  const faults = createFaults({ seed });
  const access = createAccess();
  const calls = createCallLog();
  const closing = new AbortController();
  const server = createRestServer({
    world,
    faults,
    access,
    calls,
    version,
    etag,
    compression,
    control: createControl({ world, fleet, faults, access, calls }),
    closing: closing.signal,
  });
  server.listen(port, host);
  await once(server, 'listening');
  const timer = pace > 0 ? setInterval(() => fleet.step(), pace) : null;

  async function close(): Promise<void> {
    if (timer) clearInterval(timer);
    closing.abort();
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    world,
    fleet,
    faults,
    access,
    calls,
    close,
    [Symbol.asyncDispose]: close,
  };
}
