/** An unreachable CMF: old copies marked stale, coded errors where there is no copy, and no request that waits for it. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

const Fleet = graphql(/* GraphQL */ `
  query ApiStaleFleet {
    environments {
      nodes {
        name
        stale
        observedAt
      }
    }
    application(environment: "env-001", name: "app-001") {
      ...ApiStaleApplication
    }
    applications {
      totalCount
      missing {
        environment
      }
      nodes {
        ...ApiStaleApplication
      }
    }
  }
  fragment ApiStaleApplication on Application {
    name
    jobState
    stale
    observedAt
    currentInstance {
      uid
      jobState
      effectiveSpec
    }
    instances {
      totalCount
    }
    events {
      totalCount
    }
  }
`);

const One = graphql(/* GraphQL */ `
  query ApiStaleOne {
    application(environment: "env-001", name: "app-001") {
      stale
      observedAt
    }
  }
`);

const Unread = graphql(/* GraphQL */ `
  query ApiStaleUnread {
    application(environment: "env-001", name: "app-001") {
      name
      currentInstance {
        uid
      }
    }
  }
`);

const fleet = { environments: 2, applications: 2, instances: 2 };
const maxAgeMs = 100;
/** Reads CMF only for queries, and treats its copies as fresh for a short time. */
const forgetful = { ...still, MAX_AGE_MS: String(maxAgeMs) };

async function staleAnswer(gateway: TestGateway): Promise<void> {
  await until(async () => (await gateway.data(One)).application?.stale);
}

describe('a CMF that stops', () => {
  test('is replaced by the mirror: the last data with its time, marked stale', async () => {
    await using emulator = await startEmulator({ fleet });
    await using gateway = await startGateway({ emulator, env: forgetful });
    const healthy = await gateway.data(Fleet);
    await emulator.close();
    await staleAnswer(gateway);

    const stopped = await gateway.data(Fleet);

    expect(healthy.applications?.nodes.map(({ stale }) => stale)).toEqual([false, false, false, false]);
    expect(stopped).toEqual(markedStale(healthy));
  });

  test('is replaced by the mirror for no-cache requests, too', async () => {
    await using emulator = await startEmulator({ fleet });
    await using gateway = await startGateway({ emulator, env: still });
    const healthy = await gateway.data(Fleet);
    await emulator.close();

    expect(await gateway.data(Fleet, {}, noCache)).toEqual(markedStale(healthy));
  });

  test('causes an error only for a field that was never read', async () => {
    await using emulator = await startEmulator({ fleet });
    await using gateway = await startGateway({ emulator, env: still });
    await emulator.close();

    const { data, errors } = await gateway.query(Unread);

    expect(data).toEqual({ application: { name: 'app-001', currentInstance: null } });
    expect(errors).toMatchObject([
      { path: ['application', 'currentInstance'], extensions: { code: 'CMF_UNREACHABLE', retryable: true } },
    ]);
  });

  test('causes fresh data again after its recovery', async () => {
    await using emulator = await startEmulator({ fleet });
    await using gateway = await startGateway({ emulator, env: forgetful });
    await gateway.data(One);
    await emulator.close();
    const stoppedAt = Date.now();
    await staleAnswer(gateway);

    await using _back = await startEmulator({ fleet, port: Number(new URL(emulator.url).port) });

    const application = await until(async () => {
      const answer = await gateway.data(One);
      return answer.application?.stale === false ? answer.application : null;
    });
    expect(Date.parse(application?.observedAt ?? '')).toBeGreaterThan(stoppedAt);
  });

  function markedStale<Data>(healthy: Data): Data {
    return JSON.parse(JSON.stringify(healthy).replaceAll('"stale":false', '"stale":true'));
  }
});

describe('a CMF that is not reachable at the start', () => {
  test('causes coded errors, and is read as soon as it is reachable', async () => {
    await using absent = await startEmulator({ fleet });
    await absent.close();
    await using gateway = await startGateway({ emulator: absent, env: forgetful });

    const { data, errors } = await gateway.query(Fleet);

    expect(data).toEqual({ environments: null, application: null, applications: null });
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(
      Array.from({ length: 3 }, () => 'CMF_UNREACHABLE'),
    );

    await using _come = await startEmulator({ fleet, port: Number(new URL(absent.url).port) });
    const applications = await until(async () => (await gateway.query(Fleet)).data?.applications);
    expect(applications).toMatchObject({ totalCount: 4, missing: [] });
  });
});

describe('a CMF that hangs', () => {
  test('is not called after some failures, and the mirror responds at once', async () => {
    await using gateway = await startGateway({
      cmf: { fleet },
      env: { ...forgetful, CMF_TIMEOUT_MS: '200' },
    });
    const { emulator } = gateway;
    await gateway.data(One);
    const hang = emulator.faults.add({ kind: 'hang' });

    await until(async () => {
      emulator.calls.clear();
      const { application } = await gateway.data(One);
      return application?.stale && emulator.calls.count() === 0;
    });
    emulator.calls.clear();
    await Promise.all(Array.from({ length: 20 }, () => gateway.data(One)));

    // Occasional trial calls detect its recovery.
    expect(emulator.calls.count()).toBeLessThanOrEqual(1);
    hang.clear();
    await until(async () => (await gateway.data(One)).application?.stale === false);
  });

  test('delays a response by at most two seconds when there is an old copy', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    using _hang = gateway.emulator.faults.add({ kind: 'hang' });
    const since = performance.now();

    const { application } = await gateway.data(One, {}, noCache);

    expect(application?.stale).toBe(true);
    expect(performance.now() - since).toBeLessThan(5_000);
  });
});

describe('a CMF that is slow', () => {
  test('causes fresh responses of any duration', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: forgetful });
    using _slow = gateway.emulator.faults.add({ kind: 'latency', ms: 2 * maxAgeMs });

    for (const headers of [{}, noCache]) {
      const requested = Date.now();
      const { application } = await gateway.data(One, {}, headers);
      expect(application?.stale).toBe(false);
      expect(Date.parse(application?.observedAt ?? '')).toBeGreaterThanOrEqual(requested - maxAgeMs);
    }
  });
});
