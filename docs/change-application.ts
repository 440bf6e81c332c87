/**
 * Changes an application as an operator does: plan, apply with an expectation, wait until the new job runs; and undo.
 *
 *     npx node docs/change-application.ts http://localhost:4000/graphql aws-us-east-1-dev clickstream-sessions '{"job":{"parallelism":3}}' 'more load'
 *     npx node docs/change-application.ts http://localhost:4000/graphql aws-us-east-1-dev clickstream-sessions undo 'back again'
 */
import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const present = /* GraphQL */ `
  query ChangePresent($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      id
      spec
      latestInstance {
        id
        uid
        previous {
          id
        }
      }
    }
  }
`;

const plan = /* GraphQL */ `
  query ChangePlan($input: PlanApplicationInput!) {
    planApplication(input: $input) {
      createsInstance
      replacement
      changes {
        summary
      }
      warnings {
        kind
        message
      }
    }
  }
`;

const apply = /* GraphQL */ `
  mutation ChangeApply($input: ApplyApplicationInput!) {
    applyApplication(input: $input) {
      ...ChangeResult
    }
  }
  fragment ChangeResult on ApplicationPayload {
    unchanged
    instance {
      uid
    }
    errors {
      code
      message
      path
    }
  }
`;

const rollBack = /* GraphQL */ `
  mutation ChangeRollBack($input: RollBackApplicationInput!) {
    rollBackApplication(input: $input) {
      ...ChangeRollBackResult
    }
  }
  fragment ChangeRollBackResult on ApplicationPayload {
    unchanged
    instance {
      uid
    }
    errors {
      code
      message
      path
    }
  }
`;

/** A message at each change of the deployed instance, the current state first. */
const jobStates = /* GraphQL */ `
  subscription ChangeJobStates($environment: String!, $name: String!) {
    jobStateChanged(environment: $environment, application: $name) {
      ... on JobStateChange {
        to
        instance {
          uid
        }
      }
    }
  }
`;

export interface Target {
  /** The GraphQL endpoint, `http:` or `https:`. */
  readonly url: string;
  readonly environment: string;
  readonly name: string;
  /** `Bearer …`, where the gateway identifies its callers. */
  readonly authorization?: string;
}

interface Present {
  readonly id: string;
  readonly spec: object;
  readonly latestInstance: {
    readonly id: string;
    readonly uid: string;
    readonly previous: { id: string } | null;
  } | null;
}

interface Result {
  readonly unchanged: boolean;
  readonly instance: { readonly uid: string } | null;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

/** Resolves with the UID of the new instance when its job runs; null if nothing changes. */
export async function changeApplication(
  target: Target,
  spec: object,
  reason: string,
): Promise<string | null> {
  const { environment, name } = target;
  const { latestInstance } = await presentOf(target);
  const { planApplication } = await request<{
    planApplication: { warnings: { message: string }[]; changes: { summary: string } };
  }>(target, plan, { input: { environment, name, spec } });
  console.log(planApplication.changes.summary);
  for (const { message } of planApplication.warnings) console.log(`warning: ${message}`);
  const input = {
    environment,
    name,
    spec,
    reason,
    // Refused if the application was changed since the plan.
    expectedLatestInstance: latestInstance?.id,
    // The same key for each attempt: a lost response does not lead to a second change.
    idempotencyKey: randomUUID(),
  };
  const { applyApplication } = await request<{ applyApplication: Result }>(target, apply, { input });
  return untilRunning(target, applyApplication);
}

/** Returns to the instance before the latest one. Resolves as `changeApplication`. */
export async function undo(target: Target, reason: string): Promise<string | null> {
  const { id, latestInstance } = await presentOf(target);
  const to = latestInstance?.previous?.id;
  if (to === undefined) throw new Error('There is no earlier instance.');
  const input = {
    application: id,
    to,
    reason,
    expectedLatestInstance: latestInstance?.id,
    idempotencyKey: randomUUID(),
  };
  const { rollBackApplication } = await request<{ rollBackApplication: Result }>(target, rollBack, { input });
  return untilRunning(target, rollBackApplication);
}

export async function presentOf(target: Target): Promise<Present> {
  const { environment, name } = target;
  const { application } = await request<{ application: Present | null }>(target, present, {
    environment,
    name,
  });
  if (!application) throw new Error(`There is no application ${environment}/${name}.`);
  return application;
}

/** Throws the errors of a mutation. */
async function untilRunning(target: Target, { errors, instance }: Result): Promise<string | null> {
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  if (!instance) return null;
  const { url, environment, name, authorization } = target;
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    ...(authorization && { connectionParams: { authorization } }),
    retryAttempts: Infinity,
    shouldRetry: () => true,
  });
  interface Update {
    readonly jobStateChanged: {
      readonly to?: string | null;
      readonly instance?: { readonly uid: string } | null;
    };
  }
  try {
    const updates = client.iterate<Update>({ query: jobStates, variables: { environment, name } });
    for await (const { data } of updates) {
      const change = data?.jobStateChanged;
      if (change?.instance?.uid === instance.uid && change.to === 'RUNNING') return instance.uid;
    }
    throw new Error('The gateway ended the subscription.');
  } finally {
    await client.dispose();
  }
}

async function request<Data>(
  { url, authorization }: Target,
  query: string,
  variables: object,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (!data || errors) throw new Error(errors?.map(({ message }) => message).join('\n') ?? 'No data.');
  return data;
}

if (import.meta.main) {
  const [url = '', environment = '', name = '', change = '', reason = ''] = process.argv.slice(2);
  const target = { url, environment, name };
  const uid =
    change === 'undo'
      ? await undo(target, reason)
      : await changeApplication(target, merged((await presentOf(target)).spec, JSON.parse(change)), reason);
  console.log(uid === null ? 'unchanged' : `instance ${uid} runs`);
}

/** Maps are merged, all other values replaced. */
function merged(base: object, change: object): object {
  const isMap = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const own = (from: object, key: string): unknown => Reflect.get(from, key);
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(change)])].map((key) => {
      const [before, after] = [own(base, key), own(change, key)];
      if (!Object.hasOwn(change, key)) return [key, before];
      return [key, isMap(before) && isMap(after) ? merged(before, after) : after];
    }),
  );
}
