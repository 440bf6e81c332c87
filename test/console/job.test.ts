/** The running job on the page of its application, and the last failure on the page of an instance. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addJob, exception } from '../flink/fixtures.ts';
import { takePicture } from '../support/picture.ts';
import { until } from '../support/until.ts';
import { uidsOf } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const orders = '/environments/dev1/applications/orders';

let world: ConsoleWorld;
beforeAll(async () => {
  const startAt = new Date(Date.now() - 3_600_000).toISOString();
  world = await openConsole({ fleet: 'empty', startAt });
  const { emulator } = world;
  emulator.world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink' });
  addJob(emulator.world, 'orders');
  emulator.world.advance(60_000);
  emulator.world.setJobState('dev1', 'orders', 'RESTARTING', { exception });
  emulator.world.setJobState('dev1', 'orders', 'RUNNING');
  emulator.world.advance(60_000);
});
afterAll(() => world[Symbol.asyncDispose]());

describe('the page of an application', () => {
  test('shows the root cause, the checkpoints and the load of each vertex', async () => {
    await using opened = await world.open(orders);
    const { page, complaints, violations, overflow } = opened;
    const job = page.getByRole('region', { name: 'Job', exact: true });
    const failure = job.getByRole('list', { name: 'Failures of the job' });
    await failure.getByText('java.io.IOException: connection reset by peer', { exact: true }).waitFor();
    await failure.getByText('reported as org.apache.flink.runtime.JobException').first().waitFor();
    await failure.getByText('Stack trace').click();
    await failure.getByText('com.example.Score.map(Score.java:14)').waitFor();
    await job.getByText('1 restart', { exact: true }).waitFor();
    await job.getByText('last checkpoint').waitFor();
    await job.getByText('every 10 s').waitFor();
    const vertices = job.getByRole('region', { name: 'Vertices of the job' }).getByRole('row');
    expect(await vertices.count()).toBeGreaterThan(2);
    expect(await vertices.nth(1).innerText()).toMatch(/Source.*RUNNING.*%/s);
    await takePicture(page, 'console/job-light', true);
    expect(await violations()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations()).toEqual([]);
    await page.setViewportSize({ width: 380, height: 800 });
    await takePicture(page, 'console/job-380', true);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });

  test('reports that Flink cannot be read, and shows everything else', async () => {
    const down = world.emulator.faults.add({ kind: 'status', status: 503, match: { operation: 'flinkJob' } });
    await using opened = await world.open(orders);
    const { page } = opened;
    const job = page.getByRole('region', { name: 'Job', exact: true });
    await job.getByText('Flink could not be read through CMF').waitFor();
    await page.getByText('in view').first().waitFor();
    down.clear();
    await job.getByText('last checkpoint').waitFor();
    expect(await job.getByText('could not be read').count()).toBe(0);
  });

  test('text of Flink is data, never HTML', async () => {
    addJob(world.emulator.world, 'hostile');
    const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    world.emulator.world.setJobState('dev1', 'hostile', 'RESTARTING', { exception: `${hostile}\n\tat a` });
    world.emulator.world.setJobState('dev1', 'hostile', 'RUNNING');
    await using opened = await world.open('/environments/dev1/applications/hostile');
    const failure = opened.page.getByRole('list', { name: 'Failures of the job' });
    await failure.getByText(hostile).first().waitFor();
    expect(await opened.page.locator('img, main script').count()).toBe(0);
    expect(opened.complaints).toEqual([]);
  });
});

test('the page of an instance shows its last failure', async () => {
  addJob(world.emulator.world, 'ledger');
  const [uid] = uidsOf(world.emulator.world, 'dev1', 'ledger');
  world.emulator.world.setJobState('dev1', 'ledger', 'FAILED', { exception });
  await using opened = await world.open(`/environments/dev1/applications/ledger/instances/${uid}`);
  const { page } = opened;
  await page.getByText('Last failure').waitFor();
  await page.getByText('java.io.IOException: connection reset by peer').first().waitFor();
  await until(async () => (await page.title()).startsWith('✗'));
  expect(await opened.violations()).toEqual([]);
});
