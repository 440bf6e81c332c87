/** The writes to environments. */
import type { CmfClient } from '../cmf/client.ts';
import type { Environment, EnvironmentDefaults } from '../cmf/resources/environment.ts';
import type { Labels } from '../cmf/resources/fields.ts';
import { sameJson } from '../history/diff/tree.ts';
import type { JsonObject } from '../json.ts';
import type { WriteCaller } from './caller.ts';
import { readEnvironment } from './fresh-reads.ts';
import { invalid, notFound, WriteProblems } from './problems.ts';
import type { WriteSteps } from './protocol/write-steps.ts';

/** The desired state of an environment. Absent parts stay unchanged. */
export interface DesiredEnvironment {
  readonly kubernetesNamespace?: string | undefined;
  readonly kubernetesCluster?: string | undefined;
  readonly labels?: Labels | undefined;
  readonly annotations?: Labels | undefined;
  readonly applicationDefaults?: JsonObject | undefined;
}

export interface EnvironmentWrites {
  /** Creates or changes. */
  apply(name: string, desired: DesiredEnvironment): WriteSteps<KnownEnvironment | null>;
  /** `force` deletes CMF's records only and can orphan Kubernetes resources. */
  delete(name: string, force: boolean): WriteSteps<Environment>;
}

/** An environment before a write. */
export interface KnownEnvironment {
  readonly environment: Environment;
  /** The data that the mirror does not keep. */
  readonly defaults: EnvironmentDefaults;
}

export interface EnvironmentWritesOptions {
  readonly caller: WriteCaller;
  readonly cmf: Pick<CmfClient, 'writes' | 'getEnvironmentDefaults'>;
}

export function createEnvironmentWrites({ caller, cmf }: EnvironmentWritesOptions): EnvironmentWrites {
  const { reads, authorization } = caller;

  return {
    apply: (name, desired) => ({
      async prepare() {
        const environment = await readEnvironment(reads, name);
        if (environment) {
          return { environment, defaults: await cmf.getEnvironmentDefaults(name, { authorization }) };
        }
        if (desired.kubernetesNamespace !== undefined) return null;
        throw new WriteProblems(
          invalid('BAD_USER_INPUT', 'A new environment requires a Kubernetes namespace.', [
            'kubernetesNamespace',
          ]),
        );
      },
      async send(known) {
        const before = known?.environment;
        // CMF replaces the whole environment, so omitted parts would be deleted.
        const document = {
          ...known?.defaults,
          name,
          kubernetesNamespace: desired.kubernetesNamespace ?? before?.kubernetesNamespace ?? '',
          kubernetesCluster: desired.kubernetesCluster ?? before?.kubernetesCluster ?? undefined,
          labels: desired.labels ?? before?.labels,
          annotations: desired.annotations ?? before?.annotations,
          applicationDefaults: desired.applicationDefaults ?? before?.applicationDefaults,
        };
        return (await cmf.writes.applyEnvironment(document, { authorization })).isChanged;
      },
      async settle(before) {
        const after = await readEnvironment(reads, name);
        const isDesired = after !== null && isAsDesired(after, desired);
        const wasDesired = before !== null && isAsDesired(before.environment, desired);
        if (isDesired && wasDesired) return { instance: null, applied: false };
        return { instance: null, applied: isDesired || null };
      },
    }),

    delete: (name, force) => ({
      async prepare() {
        const before = await readEnvironment(reads, name);
        if (!before) throw new WriteProblems(notFound('There is no such environment.', ['environment']));
        return before;
      },
      send: async () => (await cmf.writes.deleteEnvironment(name, { authorization, force })).isChanged,
      async settle() {
        const after = await readEnvironment(reads, name);
        return { instance: null, applied: after === null || null };
      },
    }),
  };
}

function isAsDesired(environment: Environment, desired: DesiredEnvironment): boolean {
  const { kubernetesNamespace, kubernetesCluster, labels, annotations, applicationDefaults } = desired;
  return (
    (kubernetesNamespace === undefined || environment.kubernetesNamespace === kubernetesNamespace) &&
    (kubernetesCluster === undefined || environment.kubernetesCluster === kubernetesCluster) &&
    (labels === undefined || sameJson(environment.labels, labels)) &&
    (annotations === undefined || sameJson(environment.annotations, annotations)) &&
    (applicationDefaults === undefined || sameJson(environment.applicationDefaults, applicationDefaults))
  );
}
