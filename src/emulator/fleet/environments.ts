/** The environments of the realistic fleet: their location and defaults. */
import type { EnvironmentInput } from '../world.ts';

const metrics = {
  'metrics.reporters': 'prom',
  'metrics.reporter.prom.factory.class': 'org.apache.flink.metrics.prometheus.PrometheusReporterFactory',
  'metrics.reporter.prom.port': '9249-9250',
};

/** In production the environment enforces the settings for durability. */
const durable = {
  'high-availability.type': 'kubernetes',
  'execution.checkpointing.interval': '60s',
  'execution.checkpointing.externalized-checkpoint-retention': 'RETAIN_ON_CANCELLATION',
};

/** Plain-text credentials, to test redaction. They are the examples of AWS's documentation. */
const credentials = {
  's3.access-key': 'AKIAIOSFODNN7EXAMPLE',
  's3.secret-key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

function storage(bucket: string): Readonly<Record<string, string>> {
  return {
    'state.checkpoints.dir': `s3://${bucket}/checkpoints`,
    'state.savepoints.dir': `s3://${bucket}/savepoints`,
    'high-availability.storageDir': `s3://${bucket}/ha`,
  };
}

export const realisticEnvironments: readonly EnvironmentInput[] = [
  {
    name: 'aws-us-east-1-dev',
    kubernetesNamespace: 'flink-dev',
    kubernetesClusterName: 'eks-us-east-1-dev',
    labels: { cloud: 'aws', region: 'us-east-1', tier: 'dev' },
    flinkApplicationDefaults: {
      metadata: { annotations: { owner: 'team-platform' } },
      spec: {
        flinkConfiguration: { ...metrics, ...storage('flink-dev'), 'taskmanager.numberOfTaskSlots': '1' },
        taskManager: { resource: { cpu: 1, memory: '2048m' } },
      },
    },
  },
  {
    name: 'aws-us-east-1-stage',
    kubernetesNamespace: 'flink-stage',
    kubernetesClusterName: 'eks-us-east-1-stage',
    labels: { cloud: 'aws', region: 'us-east-1', tier: 'stage' },
    flinkApplicationDefaults: {
      spec: {
        flinkConfiguration: {
          ...metrics,
          ...storage('flink-stage'),
          ...credentials,
          'execution.checkpointing.interval': '30s',
        },
      },
    },
  },
  {
    name: 'aws-us-east-1-prod',
    kubernetesNamespace: 'flink-prod',
    kubernetesClusterName: 'eks-us-east-1-prod',
    labels: { cloud: 'aws', region: 'us-east-1', tier: 'prod' },
    annotations: { 'example.com/runbook': 'https://runbooks.example.com/flink' },
    flinkApplicationDefaults: {
      metadata: { annotations: { owner: 'team-platform', pager: 'streams-oncall' } },
      spec: {
        flinkConfiguration: { ...metrics, ...durable, ...storage('flink-prod-us'), ...credentials },
        podTemplate: {
          metadata: { annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9249' } },
          spec: { nodeSelector: { 'example.com/pool': 'streams' } },
        },
        logConfiguration: { 'log4j-console.properties': 'rootLogger.level = INFO' },
      },
    },
  },
  {
    name: 'gcp-europe-west1-prod',
    kubernetesNamespace: 'flink-prod',
    kubernetesClusterName: 'gke-europe-west1-prod',
    labels: { cloud: 'gcp', region: 'europe-west1', tier: 'prod' },
    flinkApplicationDefaults: {
      spec: { flinkConfiguration: { ...metrics, ...durable, ...storage('flink-prod-eu') } },
    },
  },
  {
    name: 'azure-westeurope-sandbox',
    kubernetesNamespace: 'sandbox',
    kubernetesClusterName: 'aks-westeurope',
    labels: { cloud: 'azure', region: 'westeurope', tier: 'dev' },
  },
];
