/** The values of the chart in `deploy/chart`. `npm run codegen` writes `values.schema.json` from it, which Helm checks. */
import { z } from 'zod';
import { config, files, secrets } from './settings.ts';

/** Objects of Kubernetes that the chart passes on unchanged. */
const passedOn = z.looseObject({});
const list = z.array(passedOn);

const texts = z.record(z.string(), z.string());
const port = z.int().min(1).max(65_535);
const path = z.string().regex(/^\/\S*$/);
const duration = z.string().regex(/^(\d+(ms|s|m|h))+$/);
const enabled = z.boolean();
/** The label value of a name in Kubernetes; empty: the chart's choice. */
const name = z.string().regex(/^([a-z0-9]([a-z0-9.-]{0,48}[a-z0-9])?)?$/);
const spread = z.enum(['ScheduleAnyway', 'DoNotSchedule', '']);

const probe = z.strictObject({
  initialDelaySeconds: z.int().min(0).optional(),
  periodSeconds: z.int().min(1),
  timeoutSeconds: z.int().min(1),
  failureThreshold: z.int().min(1),
  successThreshold: z.int().min(1).optional(),
  terminationGracePeriodSeconds: z.int().min(1).optional(),
});

const quantities = z.record(
  z.string(),
  z.union([z.number().min(0), z.string().regex(/^\d+(\.\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/)]),
);

const destination = z.strictObject({ to: list, ports: z.array(port).min(1) });

/** The chart's own labels take precedence, because they select the pods. */
const labels = z.record(
  z.string().regex(/^([a-z0-9.-]+\/)?[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/),
  z.string().regex(/^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/),
);

export const values = z.strictObject({
  nameOverride: name,
  fullnameOverride: name,
  image: z.strictObject({
    repository: z.string().regex(/^[a-z0-9][a-z0-9._/:-]*$/),
    tag: z.string().regex(/^([\w][\w.-]{0,127})?$/),
    digest: z.string().regex(/^(sha256:[0-9a-f]{64})?$/),
    pullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']),
  }),
  imagePullSecrets: z.array(z.strictObject({ name: z.string().min(1) })),
  config,
  secrets,
  files,
  host: z.string().regex(/^[0-9a-fA-F.:]+$/),
  extraEnv: z.array(z.looseObject({ name: z.string().min(1) })),
  extraEnvFrom: list,
  extraVolumes: list,
  extraVolumeMounts: list,
  replicaCount: z.int().min(0),
  autoscaling: z.strictObject({
    enabled,
    minReplicas: z.int().min(1),
    maxReplicas: z.int().min(1),
    targetCPUUtilizationPercentage: z.int().min(1).max(100),
    behavior: passedOn,
  }),
  podDisruptionBudget: z.strictObject({
    enabled,
    maxUnavailable: z.union([z.int().min(0), z.string().regex(/^(100|\d{1,2})%$/)]),
  }),
  resources: z.strictObject({ requests: quantities.optional(), limits: quantities.optional() }),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  terminationGracePeriodSeconds: z.int().min(1).nullish(),
  strategy: z.strictObject({
    type: z.enum(['RollingUpdate', 'Recreate']),
    rollingUpdate: passedOn.nullish(),
  }),
  revisionHistoryLimit: z.int().min(0),
  runAsUser: z.int().min(1).nullish(),
  podSecurityContext: passedOn,
  spreadOverZones: spread,
  spreadOverNodes: spread,
  nodeSelector: texts,
  tolerations: list,
  affinity: passedOn,
  priorityClassName: z.string(),
  runtimeClassName: z.string(),
  commonLabels: labels,
  commonAnnotations: texts,
  podLabels: labels,
  podAnnotations: texts,
  serviceAccount: z.strictObject({ create: z.boolean(), name, annotations: texts }),
  service: z.strictObject({
    type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer']),
    port,
    ipFamilyPolicy: z.enum(['SingleStack', 'PreferDualStack', 'RequireDualStack']),
    ipFamilies: z.array(z.enum(['IPv4', 'IPv6'])).max(2),
    annotations: texts,
  }),
  ingress: z.strictObject({
    enabled,
    className: z.string(),
    annotations: texts,
    hosts: z.array(z.string().min(1)),
    paths: z.array(path),
    pathPrefixes: z.array(path),
    tls: z.array(z.strictObject({ secretName: z.string(), hosts: z.array(z.string()).optional() })),
  }),
  httpRoute: z.strictObject({
    enabled,
    parentRefs: z.array(z.looseObject({ name: z.string().min(1) })),
    hostnames: z.array(z.string().min(1)),
    paths: z.array(path),
    pathPrefixes: z.array(path),
    timeouts: z.strictObject({ request: duration.optional(), backendRequest: duration.optional() }),
    annotations: texts,
  }),
  networkPolicy: z.strictObject({
    enabled,
    from: list,
    dnsTo: list,
    cmf: destination,
    redis: destination,
    identityProvider: destination,
    extraEgress: list,
  }),
  serviceMonitor: z.strictObject({
    enabled,
    paths: z.array(path).min(1),
    interval: duration,
    scrapeTimeout: duration,
    labels,
  }),
  prometheusRule: z.strictObject({ enabled, runbookUrl: z.string().regex(/^(https?:\/\/\S+)?$/), labels }),
  dashboards: z.strictObject({ enabled, labels, annotations: texts }),
  trial: z.strictObject({
    emulator: z.boolean(),
    redis: z.strictObject({ enabled, image: z.string().min(1) }),
  }),
  /** Helm adds it where the chart is a part of another chart. */
  global: passedOn.optional(),
});

export function valuesSchema(): string {
  const schema = z.toJSONSchema(values, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ title: 'Values of the chart cmf-graphql', ...schema }, null, 2)}\n`;
}
