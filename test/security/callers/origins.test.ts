/** Origins of values that come from an environment the caller may not see. */
import { expect, test } from 'vitest';
import { openForwarding } from '../forward.ts';

/** Origins of values that may come from the environment, for a caller who sees only the application. */
test('origins are hidden from a caller who may not see the environment', async () => {
  await using gateway = await openForwarding();
  gateway.emulator.world.updateEnvironment('prod', {
    flinkApplicationDefaults: { spec: { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '2' } } },
  });
  const query = `{ application(environment: "prod", name: "ledger") { latestInstance {
    flinkConfiguration { key value origin overridden } } } }`;
  const entries = async (caller: string) => {
    const { body } = await gateway.as(caller, query);
    expect(body.errors).toBeUndefined();
    return (body.data as { application: { latestInstance: { flinkConfiguration: object[] } } }).application
      .latestInstance.flinkConfiguration;
  };
  expect(await entries('carol')).toEqual([
    { key: 'taskmanager.numberOfTaskSlots', value: '2', origin: 'UNKNOWN', overridden: null },
  ]);
});
