/** A savepoint: of an application, or detached. */
import type { Savepoint as SavepointModel } from '../src/cmf/resources/savepoint.ts';
import type { Observed } from '../src/mirror/reads-interface.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { keyOf, parseKey } from './id.ts';
import type { ObservedApplication, SavepointOf } from './models.ts';
import { DateTime, dateTime, int32, Json } from './scalars.ts';
import { SavepointFormatType, SavepointState } from './states.ts';

export const Savepoint = builder.objectRef<SavepointOf>('Savepoint');

/** `application`: null for detached savepoints. */
export function inList(
  { observedAt, stale }: Observed<unknown>,
  application: ObservedApplication | null,
): (savepoint: SavepointModel) => SavepointOf {
  return (value) => ({ value, application, observedAt, stale });
}

async function savepointByKey(key: string, { mirror, read }: Context): Promise<SavepointOf | null> {
  const [first = '', applicationName, name = first] = parseKey('Savepoint', key);
  const isNamed = (savepoint: SavepointModel) => savepoint.name === name;
  if (applicationName === undefined) {
    const detached = await mirror.detachedSavepoints(unnamed(read));
    return detached.value.filter(isNamed).map(inList(detached, null))[0] ?? null;
  }
  const application = await mirror.application(first, applicationName, unnamed(read));
  if (!application) return null;
  const savepoints = await mirror.savepoints(application.value, read);
  return savepoints.value.filter(isNamed).map(inList(savepoints, application))[0] ?? null;
}

builder.node(Savepoint, {
  description:
    'A savepoint: a snapshot of the state of a Flink job, which CMF took on request and from which an application can start. A detached savepoint belongs to no application.',
  id: {
    resolve: ({ value, application }) =>
      application
        ? keyOf(application.value.environment, application.value.name, value.name)
        : keyOf(value.name),
    description:
      'Opaque and globally unique; the argument of `node(id:)`. It changes when the savepoint is detached.',
  },
  loadWithoutCache: savepointByKey,
  fields: (t) => ({
    name: t.string({
      description: 'The name, unique in its application or among the detached savepoints.',
      resolve: ({ value }) => value.name,
    }),
    uid: t.id({
      nullable: true,
      description: 'The UID that CMF assigned. It stays the same when the savepoint is detached.',
      resolve: ({ value }) => value.uid,
    }),
    application: t.field({
      type: Application,
      nullable: true,
      description: 'The application whose job it was taken from; null for a detached savepoint.',
      resolve: ({ application }) => application,
    }),
    createdAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it was requested.',
      resolve: ({ value }) => dateTime(value.createdAt),
    }),
    labels: t.field({
      type: Json,
      description: 'The labels, as an object.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.labels),
    }),
    annotations: t.field({
      type: Json,
      description: 'The annotations, as an object.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.annotations),
    }),
    formatType: t.field({
      type: SavepointFormatType,
      nullable: true,
      description: 'The binary format.',
      resolve: ({ value }) => value.format?.state,
    }),
    formatTypeRaw: t.string({
      nullable: true,
      description: 'The format exactly as CMF sent it.',
      resolve: ({ value }) => value.format?.raw,
    }),
    backoffLimit: t.int({
      nullable: true,
      description: 'The number of failures after which CMF stops retrying; -1: it never stops.',
      resolve: ({ value }) => int32(value.backoffLimit),
    }),
    state: t.field({
      type: SavepointState,
      nullable: true,
      description: 'The state, read from CMF at most a few seconds ago; null if CMF does not send it.',
      resolve: ({ value }) => value.state?.state,
    }),
    stateRaw: t.string({
      nullable: true,
      description: 'The state exactly as CMF sent it.',
      resolve: ({ value }) => value.state?.raw,
    }),
    path: t.string({
      nullable: true,
      description: 'The path where Flink wrote it; null until it completes.',
      resolve: ({ value }, _args, { redaction }) => redaction.text(value.path),
    }),
    failures: t.int({
      nullable: true,
      description: 'The number of failed attempts.',
      resolve: ({ value }) => int32(value.failures),
    }),
    error: t.string({
      nullable: true,
      description: 'The error of the last failed attempt.',
      resolve: ({ value }, _args, { redaction }) => redaction.text(value.error),
    }),
    triggeredAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When CMF triggered it.',
      resolve: ({ value }) => dateTime(value.triggeredAt),
    }),
    resultAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it completed, failed or was abandoned.',
      resolve: ({ value }) => dateTime(value.resultAt),
    }),
    pendingDeletion: t.boolean({
      description: 'True if its deletion was requested and is not complete.',
      resolve: ({ value }) => value.isPendingDeletion,
    }),
    warning: t.string({
      nullable: true,
      description:
        'A warning of CMF that this status may be outdated, such as while the Kubernetes cluster is disconnected (2.3 and newer).',
      resolve: ({ value }, _args, { redaction }) => redaction.text(value.warning),
    }),
    observedAt: t.field({
      type: DateTime,
      description: 'When the gateway last read it from CMF.',
      resolve: ({ observedAt }) => new Date(observedAt).toISOString(),
    }),
    stale: t.boolean({
      description: 'True if this is an outdated copy because CMF does not respond.',
      resolve: ({ stale }) => stale,
    }),
  }),
});
