/** What changed from one instance's effective spec to another's. */
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
  description: 'What happened to a value of a spec.',
  values: {
    ADDED: { description: 'It was not there before.' },
    REMOVED: { description: 'It is not there any more.' },
    CHANGED: { description: 'It is another one.' },
  } satisfies Record<KindName, object>,
});

const SpecSection = builder.enumType('SpecSection', {
  description: 'The part of a spec that something belongs to.',
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
  description: 'One value of a spec that differs.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description: 'Where, for people: `job.parallelism`, `podTemplate.spec.containers[name=main].image`.',
    }),
    segments: t.exposeStringList('segments', {
      description:
        "Where, for programs: the keys from the root on. `[name=main]` is an item of a list that Kubernetes merges by name, `[order]` that list's order. A key of the Flink configuration is one segment, dots and all.",
    }),
    kind: t.expose('kind', { type: ChangeKind, description: 'What happened to it.' }),
    section: t.expose('section', {
      type: SpecSection,
      description: 'The part of the spec that it belongs to.',
    }),
    before: t.field({
      type: Json,
      nullable: true,
      description: 'The value before; null when it was added, or was null.',
      resolve: ({ before }) => before,
    }),
    after: t.field({
      type: Json,
      nullable: true,
      description: 'The value after; null when it was removed, or is null.',
      resolve: ({ after }) => after,
    }),
  }),
});

interface Comparison {
  /** Without credentials. */
  readonly changes: readonly SpecChangeModel[];
  readonly against: InstanceOf;
}

export const SpecChanges = builder.objectRef<Comparison>('SpecChanges').implement({
  description: 'What changed from one effective spec to another.',
  fields: (t) => ({
    summary: t.string({
      description: 'In one line, for people: `parallelism 2 → 4, +3 configuration keys`.',
      resolve: ({ changes }) => summarize(changes),
    }),
    changes: t.field({
      type: [SpecChange],
      description:
        'Every value that differs. Flink configuration is compared key by key; containers, environment variables, volumes and the like by name, not by position.',
      resolve: ({ changes }) => changes,
    }),
    against: t.field({
      type: Instance,
      description: 'The instance that it was compared with.',
      resolve: ({ against }) => against,
    }),
  }),
});

/** The instance of a global id; null when neither CMF nor the gateway knows it (any more). Throws `BAD_ID`. */
function instanceOfId({ application }: InstanceOf, id: string, context: Context) {
  const { typename, id: key } = decodeId(id);
  if (typename !== 'Instance')
    throw publicError('BAD_ID', `\`against\` is the id of an Instance, not of an ${typename}.`);
  const [environment, name, uid = ''] = parseKey(typename, key);
  if (environment !== application.value.environment || name !== application.value.name) {
    throw publicError('BAD_ID', '`against` is an instance of another application.');
  }
  return loadInstance(application, uid, context);
}

/** From one instance's effective spec to another's; null when one of the specs is not known any more. */
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
  // Compared first and redacted then, so that a credential's change is told.
  return { changes: changes.map(context.redaction.change), against };
}

builder.objectFields(Instance, (t) => ({
  changes: t.field({
    type: SpecChanges,
    nullable: true,
    description:
      'What changed from the previous instance, or from another one of the same application. Null when there is none to compare with, or when a spec is not known any more.',
    args: {
      against: t.arg.id({
        description: 'The `id` of the instance to compare with; the previous one when absent.',
      }),
      includeNoise: t.arg.boolean({
        defaultValue: false,
        description: 'Also what every two instances differ in: the annotation with the UID.',
      }),
    },
    resolve: async (parent, { against: id, includeNoise }, context) => {
      const against = await (id == null ? previousOf(parent, context) : instanceOfId(parent, id, context));
      return against && compare(against, parent, context, includeNoise ?? false);
    },
  }),
}));
