/** Application specs, before an environment's defaults are merged. */
import { isObject, type JsonObject } from '../../json.ts';

export interface ApplicationOptions {
  readonly name: string;
  readonly kind: 'streaming' | 'batch';
  readonly upgradeMode: 'stateless' | 'savepoint' | 'last-state';
  readonly parallelism: number;
  readonly flink?: '1.19.1' | '1.20.1' | '2.1.0';
  readonly args?: readonly string[];
  readonly configuration?: Readonly<Record<string, string>>;
}

export function specOf(options: ApplicationOptions): JsonObject {
  const { name, kind, upgradeMode, parallelism, flink = '1.19.1', args = [], configuration = {} } = options;
  const job = name.split('-').map(capitalize).join('');
  return {
    image: `confluentinc/cp-flink:${flink}-cp2`,
    flinkVersion: `v${flink.split('.').slice(0, 2).join('_')}`,
    serviceAccount: 'flink',
    flinkConfiguration: {
      'taskmanager.numberOfTaskSlots': '2',
      'execution.runtime-mode': kind === 'batch' ? 'BATCH' : 'STREAMING',
      ...(kind === 'streaming' && streamingConfiguration),
      ...configuration,
    },
    podTemplate: {
      metadata: { labels: { team: teamOf(name), app: name } },
      spec: {
        containers: [
          {
            name: 'flink-main-container',
            env: [
              { name: 'JOB_NAME', value: name },
              { name: 'KAFKA_BOOTSTRAP', value: 'kafka.confluent.svc.cluster.local:9071' },
              {
                name: 'KAFKA_PASSWORD',
                valueFrom: { secretKeyRef: { name: 'kafka-client', key: 'password' } },
              },
            ],
            volumeMounts: [{ name: 'job-jars', mountPath: '/opt/flink/usrlib' }],
          },
        ],
        volumes: [{ name: 'job-jars', emptyDir: {} }],
      },
    },
    jobManager: { resource: { cpu: 1, memory: '2048m' } },
    taskManager: { resource: { cpu: 2, memory: '4096m' } },
    job: {
      jarURI: `local:///opt/flink/usrlib/${name}.jar`,
      entryClass: `com.example.streams.${job}Job`,
      args: [...args],
      parallelism,
      state: 'running',
      upgradeMode,
    },
  };
}

const streamingConfiguration = {
  'state.backend.type': 'rocksdb',
  'state.backend.incremental': 'true',
  'execution.checkpointing.interval': '10s',
  'execution.checkpointing.timeout': '10min',
  'restart-strategy.type': 'exponential-delay',
};

/** Returns the spec with changed fields of `job`. */
export function withJob(spec: JsonObject, changes: JsonObject): JsonObject {
  return { ...spec, job: { ...objectAt(spec, 'job'), ...changes } };
}

/** Returns the spec with changed Flink settings. */
export function withConfiguration(spec: JsonObject, changes: JsonObject): JsonObject {
  return { ...spec, flinkConfiguration: { ...objectAt(spec, 'flinkConfiguration'), ...changes } };
}

function objectAt(spec: JsonObject, key: string): JsonObject {
  const value = spec[key];
  return isObject(value) ? value : {};
}

export function teamOf(name: string): string {
  return `team-${name.split('-')[0]}`;
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
