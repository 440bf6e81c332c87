/** The faults of a chaos run; those of Redis itself are in `redis-faults.ts`. Each resolves when it has ended and the broken part works again. */
import { setTimeout as elapsed } from 'node:timers/promises';
import type { FaultKind } from '../../src/emulator/faults.ts';
import type { Random } from '../../src/emulator/random.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { drawRedisFault } from './redis-faults.ts';
import type { Injected, Site } from './site.ts';

type Draw = (site: Site, random: Random) => Injected;

/** Faults to draw from. An entry that occurs more often is drawn more often. */
const draws: readonly [Draw, ...Draw[]] = [
  killGateway,
  killGateway,
  killPoller,
  endGateway,
  freezeGateway,
  ...Array<Draw>(9).fill(drawRedisFault),
  ...Array<Draw>(12).fill(breakConnections),
  ...Array<Draw>(8).fill(breakCmf),
];

export function drawFault(site: Site, random: Random): Injected {
  return random.pick(draws)(site, random);
}

function killGateway({ replicas }: Site, random: Random, replica = random.pick(replicas)): Injected {
  const downMs = random.whole(1_500);
  return { kind: 'gateway killed', target: replica, run: () => replica.restart('SIGKILL', downMs) };
}

/** The replica that called CMF last. */
function killPoller(site: Site, random: Random): Injected {
  const last = site.emulator.calls.entries.at(-1)?.authorization;
  const poller = site.replicas.find(({ authorization }) => authorization === last);
  return { ...killGateway(site, random, poller), kind: 'polling gateway killed' };
}

function endGateway({ replicas }: Site, random: Random): Injected {
  const replica = random.pick(replicas);
  return { kind: 'gateway restarted', target: replica, run: () => replica.restart('SIGTERM', 0) };
}

function freezeGateway({ replicas }: Site, random: Random): Injected {
  const replica = random.pick(replicas);
  const forMs = 500 + random.whole(6_000);
  return { kind: 'gateway frozen', target: replica, run: () => replica.freeze(forMs) };
}

function breakConnections({ replicas }: Site, random: Random): Injected {
  const replica = random.pick(replicas);
  const way = random.pick(['redis', 'redis', 'cmf', 'clients'] as const);
  const how = random.pick(['cut', 'stalled', 'half-open', 'one half-open', 'refused'] as const);
  const name = { redis: 'gateway-Redis', cmf: 'gateway-CMF', clients: 'client-gateway' }[way];
  const forMs = random.whole(5_000);
  const proxy = replica[way];
  return {
    kind: `${name} ${how.replace('one ', '')}`,
    target: proxy,
    run: () => breakProxy(proxy, how, forMs),
  };
}

async function breakProxy(
  proxy: TcpProxy,
  how: 'cut' | 'stalled' | 'half-open' | 'one half-open' | 'refused',
  forMs: number,
): Promise<void> {
  if (how === 'cut') return proxy.cut();
  if (how === 'half-open') return proxy.halfOpen();
  if (how === 'one half-open') return proxy.halfOpen(0);
  if (how === 'stalled') proxy.stall();
  else proxy.refuse();
  await elapsed(forMs);
  proxy.resume();
}

function breakCmf({ emulator }: Site, random: Random): Injected {
  const ms = 100 + random.whole(3_000);
  const [name, fault] = random.pick<[string, FaultKind]>([
    ['CMF responds 500', { kind: 'status', status: 500 }],
    ['CMF responds 500', { kind: 'status', status: 503, body: 'html' }],
    ['CMF slow', { kind: 'latency', ms }],
    ['CMF response truncated', { kind: 'truncated' }],
    ['CMF resets connections', { kind: 'reset', when: 'during' }],
    ['CMF does not respond', { kind: 'hang' }],
  ]);
  const operation = random.pick([undefined, 'listApplications', 'getApplication', 'listEvents']);
  const probability = random.pick([0.3, 0.7, 1]);
  const forMs = 200 + random.whole(4_000);
  return {
    kind: name,
    target: {},
    async run() {
      using _fault = emulator.faults.add({
        ...fault,
        probability,
        ...(operation && { match: { operation } }),
      });
      await elapsed(forMs);
    },
  };
}
