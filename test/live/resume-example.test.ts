/** The documented client that resumes, through connections that are cut. */
import { describe, expect, test } from 'vitest';
import { createPatientClient, type JobStates, watchJobStates } from '../../docs/resume-subscription.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../support/gateway.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const steps = ['FAILING', 'RESTARTING', 'RUNNING'] as const;

describe('docs/resume-subscription.ts', () => {
  test('delivers each change once and in order, after any number of lost connections', async () => {
    await using emulator = await startEmulator({ fleet: 'empty' });
    addApplication(emulator.world, 'dev1', 'orders');
    await using gateway = await startGateway({ emulator });
    await using proxy = await startTcpProxy(Number(new URL(gateway.url).port));
    const client = createPatientClient(`ws://127.0.0.1:${proxy.port}/graphql`);
    await using closing = new AsyncDisposableStack();
    closing.defer(() => client.dispose());

    const reported: JobStates['jobStateChanged'][] = [];
    watchJobStates(client, 'dev1', (message) => reported.push(message));
    await until(() => reported.length === 1, { what: 'the state now' });
    for (const [index, state] of steps.entries()) {
      // Each second change happens while no client is connected.
      if (index % 2 === 1) proxy.refuse();
      emulator.world.setJobState('dev1', 'orders', state);
      proxy.resume();
      if (index % 2 === 0) proxy.cut();
      await until(() => reported.length === index + 2, { what: `${state}, in spite of the cut` });
    }
    expect(reported.map(({ initial, to }) => `${initial ? 'is' : 'went to'} ${to}`)).toEqual([
      'is RUNNING',
      ...steps.map((state) => `went to ${state}`),
    ]);
  });
});
