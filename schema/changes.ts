/** The changes between the effective specs of two instances. */
import {
  diffSpecs,
  type ChangeKind as KindName,
  type SpecSection as SectionName,
  type SpecChange as SpecChangeModel,
} from '../src/history/diff/diff.ts';
import { summarize } from '../src/history/diff/summary.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { publicError } from './errors.ts';
import { decodeId, parseKey } from './id.ts';
import { effectiveSpecOf, Instance, loadInstance, previousOf } from './instance.ts';
import { type InstanceOf } from './models.ts';
import { Json } from './scalars.ts';

const ChangeKind = builder.enumType('ChangeKind', {
  description: 'How a value of a spec changed.',
  values: {
    ADDED: { description: 'The value was added.' },
    REMOVED: { description: 'The value was removed.' },
    CHANGED: { description: 'The value was changed.' },
  } satisfies Record<KindName, object>,
});

const SpecSection = builder.enumType('SpecSection', {
  description: 'A part of a spec.',
  values: {
    CONFIGURATION: { description: 'Flink configuration.' },
    JOB: { description: 'The job: program, arguments, parallelism, state, upgrade mode.' },
    IMAGE: { description: 'The container image and the Flink version.' },
    RESOURCES: { description: 'Resources and replicas of JobManager and TaskManager.' },
    POD_TEMPLATE: { description: 'A pod template.' },
    OTHER: { description: 'Anything else.' },
  } satisfies Record<SectionName, object>,
});

const SpecChange = builder.objectRef<SpecChangeModel>('SpecChange').implement({
  description: 'A value that differs between two specs.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description:
        'The path of the value, in readable form: `job.parallelism`, `podTemplate.spec.containers[name=main].image`.',
    }),
    segments: t.exposeStringList('segments', {
      description:
        'The path of the value as a list of keys from the root, for programs. `[name=main]` is an item of a list that Kubernetes merges by name; `[order]` is the order of that list. A key of the Flink configuration is one segment, including its dots.',
    }),
    kind: t.expose('kind', { type: ChangeKind, description: 'How the value changed.' }),
    section: t.expose('section', {
      type: SpecSection,
      description: 'The part of the spec that it belongs to.',
    }),
    before: t.field({
      type: Json,
      nullable: true,
      description: 'The old value; null if the value was added, or if it was null.',
      resolve: ({ before }) => before,
    }),
    after: t.field({
      type: Json,
      nullable: true,
      description: 'The new value; null if the value was removed, or if it is null.',
      resolve: ({ after }) => after,
    }),
  }),
});

interface Comparison {
  /** Redacted. */
  readonly changes: readonly SpecChangeModel[];
  /** Null in a plan of a new application. */
  readonly against: InstanceOf | null;
}

export const SpecChanges = builder.objectRef<Comparison>('SpecChanges').implement({
  description: 'The changes between two effective specs.',
  fields: (t) => ({
    summary: t.string({
      description: 'A summary in one line, such as `parallelism 2 → 4, +3 configuration keys`.',
      resolve: ({ changes }) => summarize(changes),
    }),
    changes: t.field({
      type: [SpecChange],
      description:
        'Every value that differs. Flink configuration is compared key by key; lists such as containers, environment variables and volumes by name, not by position.',
      resolve: ({ changes }) => changes,
    }),
    against: t.field({
      type: Instance,
      nullable: true,
      description: 'The instance that was compared with; null in a plan of a new application.',
      resolve: ({ against }) => against,
    }),
  }),
});

/** Loads the instance of a global ID; null if neither CMF nor the archive has it. Throws `BAD_ID`. */
function instanceOfId({ application }: InstanceOf, id: string, context: Context) {
  const { typename, id: key } = decodeId(id);
  if (typename !== 'Instance')
    throw publicError('BAD_ID', `\`against\` must be the ID of an Instance, not of type ${typename}.`);
  const [environment, name, uid = ''] = parseKey(typename, key);
  if (environment !== application.value.environment || name !== application.value.name) {
    throw publicError('BAD_ID', '`against` must be an instance of the same application.');
  }
  return loadInstance(application, uid, context);
}

/** Compares the effective specs of two instances; null if one of the specs is no longer available. */
export async function compare(
  against: InstanceOf,
  instance: InstanceOf,
  context: Context,
  includeNoise = false,
): Promise<Comparison | null> {
  const [before, after] = await Promise.all([
    effectiveSpecOf(against, context),
    effectiveSpecOf(instance, context),
  ]);
  if (!before || !after) return null;
  const changes = diffSpecs(before, after, { includeNoise });
  // Redacts after the comparison, so that a changed credential still shows as a change.
  return { changes: changes.map(context.redaction.change), against };
}

builder.objectFields(Instance, (t) => ({
  changes: t.field({
    type: SpecChanges,
    nullable: true,
    description:
      'The changes since the previous instance, or since another instance of the same application. Null if there is no instance to compare with, or if a spec is no longer available.',
    args: {
      against: t.arg.id({
        description: 'The `id` of the instance to compare with. Default: the previous one.',
      }),
      includeNoise: t.arg.boolean({
        defaultValue: false,
        description: 'Include differences between any two instances: the annotation with the UID.',
      }),
    },
    resolve: async (parent, { against: id, includeNoise }, context) => {
      const against = await (id == null ? previousOf(parent, context) : instanceOfId(parent, id, context));
      return against && compare(against, parent, context, includeNoise ?? false);
    },
  }),
}));
