/** Where an instance's logs are: what to search by, and ready queries for the usual log stores. */
import { logUrl, logUrlPlaceholders } from '../src/history/logs/log-url.ts';
import { type LogQueries, logQueries, logWindow } from '../src/history/logs/logs.ts';
import { tenureEnd } from '../src/history/tenure.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { Instance } from './instance.ts';
import { type InstanceOf } from './models.ts';
import { roleIn } from './role.ts';
import { DateTime, Json } from './scalars.ts';

interface Logs extends LogQueries {
  readonly link: string | null;
}

const placeholders = Object.entries(logUrlPlaceholders)
  .map(([name, meaning]) => `\`{${name}}\`: ${meaning}`)
  .join('; ');

const InstanceLogs = builder.objectRef<Logs>('InstanceLogs').implement({
  description:
    "Where an instance's logs are. Every pod of its cluster carries an annotation with its UID; the queries use what the usual log collectors make of that annotation once they are told to keep it.",
  fields: (t) => ({
    annotationKey: t.string({
      description: 'The annotation that every pod of the instance carries.',
      resolve: ({ annotation }) => annotation.key,
    }),
    annotationValue: t.string({
      description: "Its value: the instance's UID.",
      resolve: ({ annotation }) => annotation.value,
    }),
    from: t.field({
      type: DateTime,
      description: 'When the instance can have begun to log, with five minutes to spare.',
      resolve: ({ window }) => window.from,
    }),
    to: t.field({
      type: DateTime,
      description: 'When it must have stopped, with five minutes to spare; about now while it may still log.',
      resolve: ({ window }) => window.to,
    }),
    labelSelector: t.exposeString('labelSelector', {
      nullable: true,
      description:
        "Kubernetes label selector of the application's pods, of every instance: annotations can't be selected by. Null when the name can be no label.",
    }),
    loki: t.exposeString('loki', {
      description: 'Grafana Loki (LogQL), with the annotation as a label or as structured metadata.',
    }),
    elasticsearch: t.field({
      type: Json,
      description: 'Elasticsearch and OpenSearch (query DSL): the body of a search.',
      resolve: ({ elasticsearch }) => elasticsearch,
    }),
    kql: t.exposeString('kql', { description: 'Kibana (KQL).' }),
    splunk: t.exposeString('splunk', {
      description: 'Splunk (SPL). Naming an index in place of `*` makes it faster.',
    }),
    kubectl: t.exposeString('kubectl', {
      description: 'A shell command, with `jq`, that prints the logs of those pods that are still there.',
    }),
    link: t.exposeString('link', {
      nullable: true,
      description: `A link to the logs, made from the operator's \`LOG_URL_TEMPLATE\`; null when there is none. Its placeholders, percent-encoded when filled in: ${placeholders}.`,
    }),
  }),
});

/** Clocks of nodes and CMF differ, and collectors are late. */
const slackMs = 5 * 60_000;

async function logsOf(parent: InstanceOf, context: Context): Promise<Logs> {
  const { application, instance } = parent;
  const { environment, name } = application.value;
  const found = await context.mirror.environment(environment, unnamed(context.read));
  const endedAt = tenureEnd(instance, await roleIn(parent, context));
  const place = {
    environment,
    application: name,
    namespace: found?.value.kubernetesNamespace ?? null,
    window: logWindow(instance, { endedAt, now: Date.now(), slackMs }),
  };
  const { logUrlTemplate } = context.history;
  return {
    ...logQueries(instance, place),
    link: logUrlTemplate === null ? null : logUrl(logUrlTemplate, instance, place),
  };
}

builder.objectFields(Instance, (t) => ({
  logs: t.field({
    type: InstanceLogs,
    nullable: true,
    description: 'Where its logs are.',
    resolve: (parent, _args, context) => logsOf(parent, context),
  }),
}));
