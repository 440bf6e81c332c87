/** An application and an environment as CMF sends them. */

export const application = {
  apiVersion: 'cmf.confluent.io/v1',
  kind: 'FlinkApplication',
  metadata: {
    name: 'kafka-ingest',
    creationTimestamp: '2025-03-26T21:17:20Z',
    updateTimestamp: '2025-03-27T04:58:46Z',
    labels: { app: 'kafka-ingest' },
    annotations: {},
  },
  spec: {
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    flinkVersion: 'v1_19',
    flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '1' },
    job: { jarURI: 'local:///job.jar', parallelism: 1, state: 'running', upgradeMode: 'last-state' },
  },
  status: {
    currentDeployedInstanceName: '13e5e579-21e7-41e5-9259-aa32cf5e8ea8',
    lifecycleState: 'STABLE',
    error: null,
    jobStatus: { jobId: '8efa0700', state: 'RUNNING', startTime: '1726640263746' },
    clusterInfo: { 'total-cpu': '3.0' },
  },
};

export const environment = {
  name: 'aws-dev',
  kubernetesNamespace: 'flink-dev',
  kubernetesClusterName: 'hub',
  created_time: '2025-03-20T10:00:00.123Z',
  updated_time: '2025-03-26T09:00:00Z',
  metadata: { name: 'aws-dev', labels: { tier: 'dev' } },
  flinkApplicationDefaults: { spec: { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '1' } } },
  secrets: {},
  status: { kubernetesCluster: { state: 'CONNECTED' } },
};
