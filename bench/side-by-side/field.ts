/** The contestants of one case, each a running server that answers; all but the one on turn are paused. */
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cores } from '../harness/cores.ts';
import { freePort } from '../harness/ports.ts';
import { type BenchProcess, startProcess } from '../harness/process.ts';
import { ask, bodyOf, verify } from './answers.ts';
import { bodyFileIn, type Contestant } from './contestants.ts';
import type { Query } from './queries.ts';

export interface Entrant {
  readonly contestant: Contestant;
  readonly server: BenchProcess;
  readonly port: number;
}

export interface Field extends AsyncDisposable {
  readonly entrants: readonly Entrant[];
  /** Bytes of the reference's answer to the query's first operation. */
  readonly answerBytes: number;
}

/**
 * Starts them, and makes sure that all say the same. The first that is no limit is the reference.
 * Rejects when one does not answer, or answers something else.
 */
export async function openField(
  contestants: readonly Contestant[],
  query: Query,
  cmfUrl: string,
): Promise<Field> {
  await using opening = new AsyncDisposableStack();
  const directory = await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-bench-'));
  opening.use(directory);

  const enter = async (contestant: Contestant): Promise<Entrant> => {
    const port = await freePort();
    const { name, args, cwd } = contestant;
    const env = contestant.env({ port, cmfUrl, directory: directory.path });
    const server = opening.use(startProcess({ name, args, cwd, env, core: cores.server }));
    await Promise.race([answering(server, port), server.failed]);
    return { contestant, server, port };
  };
  const [limits, servers] = [true, false].map((isLimit) =>
    contestants.filter((contestant) => contestant.isLimit === isLimit),
  ) as [Contestant[], Contestant[]];

  const entrants: Entrant[] = [];
  for (const contestant of servers) {
    const entrant = await enter(contestant);
    await verify(entrant, entrants[0] ?? entrant, query);
    entrant.server.pause();
    entrants.push(entrant);
  }
  const [reference] = entrants;
  if (!reference) throw new Error('There must be a contestant beside the limit');
  reference.server.resume();
  const [operation] = query.operations(reference.contestant.dialect);
  const body = operation ? await ask(reference, bodyOf(operation)) : '';
  reference.server.pause();
  await writeFile(bodyFileIn(directory.path), body);
  // A mix of operations has no one answer.
  for (const contestant of query.churn === 0 ? limits : []) {
    const entrant = await enter(contestant);
    entrant.server.pause();
    entrants.push(entrant);
  }

  const closing = opening.move();
  return {
    entrants: contestants.flatMap((contestant) =>
      entrants.filter((entrant) => entrant.contestant === contestant),
    ),
    answerBytes: Buffer.byteLength(body),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** Ends when the server answers GraphQL. */
async function answering(server: BenchProcess, port: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > deadline) throw new Error(`${server.name} does not answer:\n${server.said}`);
    await delay(50);
  }
}
