/**
 * Where an instance's logs are: by the annotation that all of its pods carry (rule 10), as a query for each common log
 * store, and how to ask Kubernetes while the pods are there.
 *
 * How the annotation is called in a store is its collector's doing; the queries use what the usual collector makes of
 * it once told to keep it. Elsewhere, `LOG_URL_TEMPLATE` (`log-url.ts`) says it in the operator's own words.
 */
import type { Instance } from '../../cmf/resources/instance.ts';
import type { JsonObject } from '../../json.ts';
import { instant } from '../time.ts';
import { instanceAnnotation } from './annotation.ts';
import { quoteKql, quoteLogQl, quoteShell, quoteSpl } from './quote.ts';

/** From (inclusive) and to (exclusive), RFC 3339 UTC. */
export interface LogWindow {
  readonly from: string;
  readonly to: string;
}

export interface LogPlace {
  readonly environment: string;
  readonly application: string;
  /** The environment's Kubernetes namespace; null when not known: then all namespaces are searched. */
  readonly namespace: string | null;
  readonly window: LogWindow;
}

export interface LogQueries {
  readonly annotation: { readonly key: string; readonly value: string };
  readonly window: LogWindow;
  /**
   * Selects the application's pods of every instance: Kubernetes selects by labels only, never by annotations. Flink
   * labels its pods `app=<deployment>` both in native and in standalone mode. Null when the name can be no label.
   */
  readonly labelSelector: string | null;
  /** LogQL, with the annotation as a label or structured metadata under the name that Prometheus' relabeling gives it. */
  readonly loki: string;
  /** Elasticsearch and OpenSearch query DSL over the fields of Filebeat or Fluent Bit, dots in names replaced by `_`. */
  readonly elasticsearch: JsonObject;
  /** The same for Kibana. */
  readonly kql: string;
  /** SPL over the fields of the OpenTelemetry collector. Naming an index instead of `*` makes it faster. */
  readonly splunk: string;
  /** A shell command, with jq, that prints the logs of the pods that are still there. */
  readonly kubectl: string;
}

const lokiLabel = instanceAnnotation.replaceAll(/\W/g, '_');
const elasticField = `kubernetes.annotations.${instanceAnnotation.replaceAll('.', '_')}`;
const splunkField = `k8s.pod.annotations.${instanceAnnotation}`;

export function logQueries(instance: Instance, place: LogPlace): LogQueries {
  const { uid } = instance;
  const { application, window } = place;
  const labelSelector = labelValue.test(application) ? `app=${application}` : null;
  return {
    annotation: { key: instanceAnnotation, value: uid },
    window,
    labelSelector,
    loki: loki(uid, place),
    elasticsearch: elasticsearch(uid, place),
    kql: kql(uid, place),
    splunk: splunk(uid, place),
    kubectl: kubectl(uid, place, labelSelector),
  };
}

/**
 * The time in which an instance may have logged: from its creation to `endedAt`, when another was deployed or its job
 * ended, or to `now` while it has not; wider by `slackMs` on both sides for clocks and late lines. An instance
 * without a creation time is searched from the epoch on. Times in milliseconds since the epoch.
 */
export function logWindow(
  { createdAt }: Instance,
  {
    endedAt,
    now,
    slackMs,
  }: { readonly endedAt: string | null; readonly now: number; readonly slackMs: number },
): LogWindow {
  const from = Math.max(0, Math.floor(instant(createdAt) ?? 0) - slackMs);
  const to = Math.max(from, Math.ceil(instant(endedAt) ?? now) + slackMs);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

// Kubernetes: at most 63 characters, alphanumeric at both ends.
const labelValue = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

function loki(uid: string, { application, namespace }: LogPlace): string {
  const stream = namespace === null ? `app=${quoteLogQl(application)}` : `namespace=${quoteLogQl(namespace)}`;
  return `{${stream}} | ${lokiLabel}=${quoteLogQl(uid)}`;
}

function elasticsearch(uid: string, { namespace, window }: LogPlace): JsonObject {
  const inNamespace = namespace === null ? [] : [{ match_phrase: { 'kubernetes.namespace': namespace } }];
  // A phrase matches whether the field is mapped as keyword (Filebeat) or as text (dynamic mapping).
  const filter = [
    { match_phrase: { [elasticField]: uid } },
    ...inNamespace,
    { range: { '@timestamp': { gte: window.from, lt: window.to } } },
  ];
  return { query: { bool: { filter } }, sort: [{ '@timestamp': 'asc' }] };
}

function kql(uid: string, { namespace, window }: LogPlace): string {
  const inNamespace = namespace === null ? [] : [`kubernetes.namespace: ${quoteKql(namespace)}`];
  const terms = [
    `${elasticField}: ${quoteKql(uid)}`,
    ...inNamespace,
    `@timestamp >= ${quoteKql(window.from)}`,
    `@timestamp < ${quoteKql(window.to)}`,
  ];
  return terms.join(' and ');
}

function splunk(uid: string, { namespace, window }: LogPlace): string {
  const earliest = Math.floor(Date.parse(window.from) / 1000);
  const latest = Math.ceil(Date.parse(window.to) / 1000);
  const inNamespace = namespace === null ? '' : ` AND 'k8s.namespace.name'=${quoteSpl(namespace)}`;
  return `search index=* earliest=${earliest} latest=${latest} | where '${splunkField}'=${quoteSpl(uid)}${inNamespace} | sort 0 _time`;
}

function kubectl(uid: string, { namespace, window }: LogPlace, labelSelector: string | null): string {
  const where = namespace === null ? '--all-namespaces' : `--namespace=${quoteShell(namespace)}`;
  const pods = labelSelector === null ? where : `${where} --selector=${quoteShell(labelSelector)}`;
  const carries = '.items[] | select(.metadata.annotations[$key] == $uid)';
  return [
    `kubectl get pods ${pods} --output=json`,
    `jq -r --arg key ${quoteShell(instanceAnnotation)} --arg uid ${quoteShell(uid)} ${quoteShell(`${carries} | "--namespace=\\(.metadata.namespace) \\(.metadata.name)"`)}`,
    `xargs -r -L 1 kubectl logs --all-containers --prefix --since-time=${quoteShell(window.from)}`,
  ].join(' | ');
}
