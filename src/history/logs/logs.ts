/**
 * Finds the logs of an instance by the annotation on all of its pods (rule 10): one query for each common log store,
 * and a kubectl command for pods that still exist.
 *
 * The collector decides the name of the annotation in a store. The queries use the names of common collectors that
 * are configured to keep it. For other setups there is `LOG_URL_TEMPLATE` (`log-url.ts`).
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

export interface LogTarget {
  readonly environment: string;
  readonly application: string;
  /** The Kubernetes namespace of the environment; null if unknown, which searches all namespaces. */
  readonly namespace: string | null;
  readonly window: LogWindow;
}

export interface LogQueries {
  readonly annotation: { readonly key: string; readonly value: string };
  readonly window: LogWindow;
  /**
   * Selects the pods of all instances of the application: Kubernetes selects by label only, never by annotation.
   * Flink labels its pods `app=<deployment>` in native and standalone mode. Null if the name is not a valid label
   * value.
   */
  readonly labelSelector: string | null;
  /**
   * LogQL, with the annotation as a label or structured metadata under the name that Prometheus relabeling produces.
   */
  readonly loki: string;
  /**
   * Elasticsearch and OpenSearch query DSL over the fields of Filebeat or Fluent Bit, with dots in names replaced by
   * `_`.
   */
  readonly elasticsearch: JsonObject;
  /** The same query for Kibana. */
  readonly kql: string;
  /** SPL over the fields of the OpenTelemetry collector. Replace `*` by the name of an index for a faster search. */
  readonly splunk: string;
  /** A shell command that prints the logs of pods that still exist. It needs jq. */
  readonly kubectl: string;
}

const lokiLabel = instanceAnnotation.replaceAll(/\W/g, '_');
const elasticField = `kubernetes.annotations.${instanceAnnotation.replaceAll('.', '_')}`;
const splunkField = `k8s.pod.annotations.${instanceAnnotation}`;

export function logQueries(instance: Instance, target: LogTarget): LogQueries {
  const { uid } = instance;
  const { application, window } = target;
  const labelSelector = labelValue.test(application) ? `app=${application}` : null;
  return {
    annotation: { key: instanceAnnotation, value: uid },
    window,
    labelSelector,
    loki: loki(uid, target),
    elasticsearch: elasticsearch(uid, target),
    kql: kql(uid, target),
    splunk: splunk(uid, target),
    kubectl: kubectl(uid, target, labelSelector),
  };
}

/**
 * The time in which an instance may have logged: from its creation to `endedAt`, when its deployment or its job
 * ended, or to `now` if it has not ended. `slackMs` widens it on both sides for clock differences and late lines.
 * Without a creation time it begins at the epoch. Times in milliseconds since the epoch.
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

/** The time around one moment, such as that of an exception. */
export function logWindowAround(at: number, slackMs: number): LogWindow {
  const from = Math.max(0, Math.floor(at) - slackMs);
  return { from: new Date(from).toISOString(), to: new Date(Math.ceil(at) + slackMs).toISOString() };
}

// A Kubernetes label value: at most 63 characters, alphanumeric at both ends.
const labelValue = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

function loki(uid: string, { application, namespace }: LogTarget): string {
  const stream = namespace === null ? `app=${quoteLogQl(application)}` : `namespace=${quoteLogQl(namespace)}`;
  return `{${stream}} | ${lokiLabel}=${quoteLogQl(uid)}`;
}

function elasticsearch(uid: string, { namespace, window }: LogTarget): JsonObject {
  const inNamespace = namespace === null ? [] : [{ match_phrase: { 'kubernetes.namespace': namespace } }];
  // A phrase matches whether the field is mapped as keyword (Filebeat) or as text (dynamic mapping).
  const filter = [
    { match_phrase: { [elasticField]: uid } },
    ...inNamespace,
    { range: { '@timestamp': { gte: window.from, lt: window.to } } },
  ];
  return { query: { bool: { filter } }, sort: [{ '@timestamp': 'asc' }] };
}

function kql(uid: string, { namespace, window }: LogTarget): string {
  const inNamespace = namespace === null ? [] : [`kubernetes.namespace: ${quoteKql(namespace)}`];
  const terms = [
    `${elasticField}: ${quoteKql(uid)}`,
    ...inNamespace,
    `@timestamp >= ${quoteKql(window.from)}`,
    `@timestamp < ${quoteKql(window.to)}`,
  ];
  return terms.join(' and ');
}

function splunk(uid: string, { namespace, window }: LogTarget): string {
  const earliest = Math.floor(Date.parse(window.from) / 1000);
  const latest = Math.ceil(Date.parse(window.to) / 1000);
  const inNamespace = namespace === null ? '' : ` AND 'k8s.namespace.name'=${quoteSpl(namespace)}`;
  return `search index=* earliest=${earliest} latest=${latest} | where '${splunkField}'=${quoteSpl(uid)}${inNamespace} | sort 0 _time`;
}

function kubectl(uid: string, { namespace, window }: LogTarget, labelSelector: string | null): string {
  const where = namespace === null ? '--all-namespaces' : `--namespace=${quoteShell(namespace)}`;
  const pods = labelSelector === null ? where : `${where} --selector=${quoteShell(labelSelector)}`;
  const matchingPods = '.items[] | select(.metadata.annotations[$key] == $uid)';
  return [
    `kubectl get pods ${pods} --output=json`,
    `jq -r --arg key ${quoteShell(instanceAnnotation)} --arg uid ${quoteShell(uid)} ${quoteShell(`${matchingPods} | "--namespace=\\(.metadata.namespace) \\(.metadata.name)"`)}`,
    `xargs -r -L 1 kubectl logs --all-containers --prefix --since-time=${quoteShell(window.from)}`,
  ].join(' | ');
}
