/** One pod of a rollout: a gateway process of some version, which is replaced and does not come back. */
import type { Environment } from '../../src/config/config.ts';
import { hashOf } from '../../src/emulator/calls.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { scrape } from '../support/series.ts';
import { until } from '../support/until.ts';

export interface Pod extends AsyncDisposable {
  readonly name: string;
  readonly origin: string;
  /** The address for subscribers. */
  readonly url: string;
  /** Its identity in the emulator's call log. */
  readonly authorization: string | null;
  /** 1 after its end, as an observer counts ends. */
  readonly ends: number;
  /** SIGTERM. Resolves when the process has ended. */
  stop(): Promise<void>;
  /** What did not go as it must: another exit than 0, errors in the log, records of Redis that it could not read. */
  readonly complaints: readonly string[];
}

export interface PodOptions {
  readonly name: string;
  /** The path of the `src/main.ts` of its version; undefined: this version. */
  readonly main: string | undefined;
  readonly env: Environment;
}

/** Resolves when it is ready, as a rollout waits for it. */
export async function startPod({ name, main, env }: PodOptions): Promise<Pod> {
  await using opening = new AsyncDisposableStack();
  const gateway: GatewayProcess = opening.use(
    await startGatewayProcess({ env: { ...env, CMF_TOKEN: name }, ...(main !== undefined && { main }) }),
  );
  const { origin } = gateway;
  await until(async () => (await fetch(`${origin}/ready`)).status === 200, { what: `${name} to be ready` });
  const complaints: string[] = [];
  let ends = 0;
  void gateway.ended.then((ending) => {
    if (ending.code !== 0) complaints.push(`${name} ended with ${ending.code ?? ending.signal}`);
    const errors = gateway.output.split('\n').filter((line) => /"level":"(error|fatal)"/.test(line));
    complaints.push(...errors.map((line) => `${name}: ${line}`));
    ends = 1;
  });
  const closing = opening.move();
  return {
    name,
    origin,
    url: `${origin.replace('http', 'ws')}/graphql`,
    authorization: hashOf(`Bearer ${name}`),
    get ends() {
      return ends;
    },
    async stop() {
      const damaged = (await scrape(`${origin}/metrics`)).value('cmf_graphql_redis_damaged');
      if (damaged !== 0) complaints.push(`${name} could not read ${damaged} records of Redis`);
      gateway.kill('SIGTERM');
      await gateway.ended;
    },
    complaints,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
