/** Finds the logs of an instance: search keys, and ready-made queries for common log stores. */
import { logUrl, logUrlPlaceholders } from '../src/history/logs/log-url.ts';
import { type LogQueries, logQueries, logWindow, logWindowAround } from '../src/history/logs/logs.ts';
import { tenureEnd } from '../src/history/tenure.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { Instance } from './instance.ts';
import { type InstanceOf } from './models.ts';
import { roleIn } from './role.ts';
import { DateTime, Json } from './scalars.ts';

export interface Logs extends LogQueries {
  readonly link: string | null;
}

const placeholders = Object.entries(logUrlPlaceholders)
  .map(([name, meaning]) => `\`{${name}}\`: ${meaning}`)
  .join('; ');

export const InstanceLogs = builder.objectRef<Logs>('InstanceLogs').implement({
  description:
    'How to find the logs of an instance. Every pod of its cluster has an annotation with its UID. The queries use the names under which common log collectors store that annotation if they are configured to keep it.',
  fields: (t) => ({
    annotationKey: t.string({
      description: 'The key of the annotation on every pod of the instance.',
      resolve: ({ annotation }) => annotation.key,
    }),
    annotationValue: t.string({
      description: 'The value of the annotation: the UID of the instance.',
      resolve: ({ annotation }) => annotation.value,
    }),
    from: t.field({
      type: DateTime,
      description: 'The earliest time of its logs, with a margin of five minutes.',
      resolve: ({ window }) => window.from,
    }),
    to: t.field({
      type: DateTime,
      description:
        'The latest time of its logs, with a margin of five minutes; approximately the current time if it may still log.',
      resolve: ({ window }) => window.to,
    }),
    labelSelector: t.exposeString('labelSelector', {
      nullable: true,
      description:
        'Kubernetes label selector for the pods of all instances of the application, because Kubernetes cannot select by annotation. Null if the name is not a valid label value.',
    }),
    loki: t.exposeString('loki', {
      description: 'Grafana Loki (LogQL), with the annotation as a label or as structured metadata.',
    }),
    elasticsearch: t.field({
      type: Json,
      description: 'Elasticsearch and OpenSearch (query DSL): the body of a search request.',
      resolve: ({ elasticsearch }) => elasticsearch,
    }),
    kql: t.exposeString('kql', { description: 'Kibana (KQL).' }),
    splunk: t.exposeString('splunk', {
      description: 'Splunk (SPL). Replace `*` by the name of an index for a faster search.',
    }),
    kubectl: t.exposeString('kubectl', {
      description: 'A shell command that prints the logs of the pods that still exist. It needs `jq`.',
    }),
    link: t.exposeString('link', {
      nullable: true,
      description: `A link to the logs, built from the setting \`LOG_URL_TEMPLATE\`; null if it is not set. Placeholders (values are percent-encoded): ${placeholders}.`,
    }),
  }),
});

/** Allows for clock differences between nodes and CMF, and for late collectors. */
const slackMs = 5 * 60_000;

/** `around`: narrows them to the time of an event, in epoch milliseconds. */
export async function logsOf(
  parent: InstanceOf,
  context: Context,
  around: number | null = null,
): Promise<Logs> {
  const { application, instance } = parent;
  const { environment, name } = application.value;
  const found = await context.mirror.environment(environment, unnamed(context.read));
  const target = {
    environment,
    application: name,
    namespace: found?.value.kubernetesNamespace ?? null,
    window: around === null ? await wholeWindow(parent, context) : logWindowAround(around, slackMs),
  };
  const { logUrlTemplate } = context.gateway.history;
  return {
    ...logQueries(instance, target),
    link: logUrlTemplate === null ? null : logUrl(logUrlTemplate, instance, target),
  };
}

async function wholeWindow(parent: InstanceOf, context: Context) {
  const endedAt = tenureEnd(parent.instance, await roleIn(parent, context));
  return logWindow(parent.instance, { endedAt, now: Date.now(), slackMs });
}

builder.objectFields(Instance, (t) => ({
  logs: t.field({
    type: InstanceLogs,
    nullable: true,
    description: 'How to find the logs of this instance.',
    resolve: (parent, _args, context) => logsOf(parent, context),
  }),
}));
