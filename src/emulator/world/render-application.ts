/** Renders an application in CMF's wire form. */
import { at } from '../../json.ts';
import type { ApplicationState, InstanceState, StatusState } from './state.ts';
import type { ApplicationResource, ApplicationStatus } from './wire-types.ts';

/** Rendered once per change, so that long lists stay cheap. */
export function renderApplication(application: ApplicationState): ApplicationResource {
  application.rendered ??= {
    apiVersion: application.apiVersion,
    kind: 'FlinkApplication',
    metadata: {
      name: application.name,
      creationTimestamp: application.createdAt,
      updateTimestamp: application.updatedAt,
      labels: application.labels,
      annotations: application.annotations,
    },
    spec: application.spec,
    status: application.status && renderStatus(application, application.status),
  };
  return application.rendered;
}

function renderStatus(application: ApplicationState, status: StatusState): ApplicationStatus {
  return {
    currentDeployedInstanceName: application.deployed?.uid ?? null,
    lifecycleState: status.lifecycle,
    jobManagerDeploymentStatus: status.jobManager,
    error: status.error,
    observedGeneration: application.generation,
    jobStatus: {
      jobName: application.name,
      jobId: status.jobId,
      state: status.jobState,
      startTime: status.startTime,
      updateTime: status.updateTime,
      ...(status.upgradeSavepointPath !== null && { upgradeSavepointPath: status.upgradeSavepointPath }),
    },
    clusterInfo: clusterInfo(application, status),
    reconciliationStatus: {
      reconciliationTimestamp: Date.parse(application.updatedAt),
      state: status.lifecycle === 'UPGRADING' ? 'UPGRADING' : 'DEPLOYED',
      lastReconciledSpec: specText(application.deployed),
      lastStableSpec: specText(status.lastStable),
    },
    taskManager: {
      labelSelector: `component=taskmanager,app=${application.name}`,
      replicas: status.jobManager === 'MISSING' ? 0 : taskManagers(application.deployed),
    },
  };
}

function clusterInfo(application: ApplicationState, status: StatusState): ApplicationStatus['clusterInfo'] {
  if (status.jobManager !== 'READY') return {};
  const image = at(application.deployed?.spec, 'image');
  const managers = taskManagers(application.deployed) + 1;
  return {
    'flink-version': typeof image === 'string' ? (image.split(':')[1] ?? 'unknown') : 'unknown',
    'flink-revision': '89d0b8f',
    'total-cpu': `${managers}.0`,
    'total-memory': String(managers * 1_073_741_824),
  };
}

function taskManagers(instance: InstanceState | null): number {
  const parallelism = Number(at(instance?.spec, 'job', 'parallelism') ?? 1);
  const slots = Number(at(instance?.spec, 'flinkConfiguration', 'taskmanager.numberOfTaskSlots') ?? 1);
  const replicas = Math.ceil(parallelism / slots);
  return Number.isFinite(replicas) ? replicas : 1;
}

function specText(instance: InstanceState | null): string | null {
  return instance && JSON.stringify({ spec: instance.spec });
}
