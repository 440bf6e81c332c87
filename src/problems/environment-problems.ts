/** Determines the problems of an environment itself. Pure. */
import type { Environment } from '../cmf/resources/environment.ts';
import type { Problem } from './problem.ts';

/** The copy of the environment's applications. */
export interface CopyOfApplications {
  /** Epoch milliseconds. */
  readonly observedAt: number;
  readonly stale: boolean;
}

/** Null: unknown, or not visible to the caller. */
export function environmentProblems(
  name: string,
  environment: Environment | null,
  copy: CopyOfApplications | null,
): readonly Problem[] {
  const problems: Problem[] = [];
  const subject = { environment: name, application: null, instance: null, savepoint: null };
  const state = environment?.kubernetesClusterState ?? null;
  if (state !== null && state.toUpperCase() !== 'CONNECTED') {
    const cluster = environment?.kubernetesCluster ?? 'of this environment';
    problems.push({
      ...subject,
      kind: 'CLUSTER_DISCONNECTED',
      severity: 'CRITICAL',
      since: null,
      summary: `Kubernetes cluster ${cluster} is ${state}: the states of its applications may be outdated`,
    });
  }
  if (copy?.stale) {
    problems.push({
      ...subject,
      kind: 'COPY_STALE',
      severity: 'WARNING',
      since: new Date(copy.observedAt).toISOString(),
      summary: 'CMF does not respond: the states of the applications are an outdated copy',
    });
  }
  return problems;
}
