/** The running servers of one case. All are paused except the one under test. */
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cores } from '../harness/cores.ts';
import { freePort } from '../harness/ports.ts';
import { type BenchProcess, startProcess } from '../harness/process.ts';
import { bodyFileIn, type Contestant } from './contestants.ts';
import type { Query } from './queries.ts';
import { bodyOf, post, verify } from './responses.ts';

export interface ContestServer {
  readonly contestant: Contestant;
  readonly server: BenchProcess;
  readonly port: number;
}

export interface ContestServers extends AsyncDisposable {
  readonly running: readonly ContestServer[];
  /** Bytes of the reference's response to the query's first operation. */
  readonly responseBytes: number;
}

/**
 * Starts the servers and checks that their responses are equal. The first contestant that is not a limit is the
 * reference. Rejects when a server does not respond or its response differs.
 */
export async function startContestants(
  contestants: readonly Contestant[],
  query: Query,
  cmfUrl: string,
): Promise<ContestServers> {
  await using opening = new AsyncDisposableStack();
  const directory = await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-bench-'));
  opening.use(directory);

  const start = async (contestant: Contestant): Promise<ContestServer> => {
    const port = await freePort();
    const { name, args, cwd } = contestant;
    const env = contestant.env({ port, cmfUrl, directory: directory.path });
    const server = opening.use(startProcess({ name, args, cwd, env, core: cores.server }));
    await Promise.race([isResponding(server, port), server.failed]);
    return { contestant, server, port };
  };
  const [limits, servers] = [true, false].map((isLimit) =>
    contestants.filter((contestant) => contestant.isLimit === isLimit),
  ) as [Contestant[], Contestant[]];

  const entrants: ContestServer[] = [];
  for (const contestant of servers) {
    const entrant = await start(contestant);
    await verify(entrant, entrants[0] ?? entrant, query);
    entrant.server.pause();
    entrants.push(entrant);
  }
  const [reference] = entrants;
  if (!reference) throw new Error('At least one contestant besides the limit is required');
  reference.server.resume();
  const [operation] = query.operations(reference.contestant.dialect);
  const body = operation ? await post(reference, bodyOf(operation)) : '';
  reference.server.pause();
  await writeFile(bodyFileIn(directory.path), body);
  // A mix of operations has no single response.
  for (const contestant of query.churn === 0 ? limits : []) {
    const entrant = await start(contestant);
    entrant.server.pause();
    entrants.push(entrant);
  }

  const closing = opening.move();
  return {
    running: contestants.flatMap((contestant) =>
      entrants.filter((entrant) => entrant.contestant === contestant),
    ),
    responseBytes: Buffer.byteLength(body),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** Resolves when the server responds to GraphQL requests. */
async function isResponding(server: BenchProcess, port: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }).catch(() => null);
    if (response?.ok) return;
    if (performance.now() > deadline) throw new Error(`${server.name} does not respond:\n${server.output}`);
    await delay(50);
  }
}
