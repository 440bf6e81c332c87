/** Where each value of an effective spec comes from. */
import { type DocumentPair, documentsOf, isUnchangedSince } from '../src/history/documents.ts';
import {
  type ConfigurationEntry as ConfigurationEntryModel,
  configurationEntries,
  type Origin as OriginName,
  type Provenance,
  provenance,
  type SpecDocuments,
} from '../src/history/provenance.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { effectiveSpecOf, Instance } from './instance.ts';
import { type InstanceOf } from './models.ts';
import { Json } from './scalars.ts';

const ValueSource = builder.enumType('ValueSource', {
  description: 'Who put a value into an effective spec. On conflict the environment wins.',
  values: {
    ENVIRONMENT: { description: "The environment's application defaults." },
    APPLICATION: { description: "The application's own spec." },
    BOTH: { description: 'Environment and application say the same.' },
    CMF: { description: 'CMF itself, as with the annotation that names the instance.' },
    UNKNOWN: {
      description:
        'The environment or the application has changed since, and what the gateway remembers of them does not explain the value.',
    },
  } satisfies Record<OriginName, object>,
});

const ValueOrigin = builder.objectRef<Provenance>('ValueOrigin').implement({
  description: 'A value of an effective spec, and where it comes from.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where the value is, for people.' }),
    segments: t.exposeStringList('segments', {
      description: 'Where the value is, for programs: the keys from the root on.',
    }),
    value: t.field({
      type: Json,
      nullable: true,
      description: 'The value.',
      resolve: ({ segments, value }, _args, { redaction }) => redaction.at(segments, value),
    }),
    origin: t.expose('origin', { type: ValueSource, description: 'Who put it there.' }),
    overridden: t.field({
      type: Json,
      nullable: true,
      description: "The application's value that lost; null when none did.",
      resolve: ({ segments, overridden }, _args, { redaction }) => redaction.at(segments, overridden),
    }),
  }),
});

const ConfigurationEntry = builder.objectRef<ConfigurationEntryModel>('ConfigurationEntry').implement({
  description: 'A key of the effective Flink configuration.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description:
        'The key, flat as Flink reads it: `taskmanager.numberOfTaskSlots`, also where the spec nests it.',
    }),
    value: t.string({
      description: 'Its value, as text.',
      resolve: ({ key, value }, _args, { redaction }) => redaction.value(key, value),
    }),
    origin: t.expose('origin', { type: ValueSource, description: 'Who put it there.' }),
    overridden: t.string({
      nullable: true,
      description: "The application's value that lost; null when none did.",
      resolve: ({ key, overridden }, _args, { redaction }) => redaction.value(key, overridden),
    }),
  }),
});

/** The documents that explain an instance's effective spec; null when that is not known. */
async function documentsIn(parent: InstanceOf, context: Context): Promise<SpecDocuments | null> {
  const { mirror, loaders, read } = context;
  const { value: application } = parent.application;
  const effective = await effectiveSpecOf(parent, context);
  if (!effective) return null;
  const { kept, memory } = await loaders.history.load(application);
  const environment = (await mirror.environment(application.environment, unnamed(read)))?.value ?? null;
  // Without the environment's defaults nothing can be told from the application's own spec alone.
  if (!environment) return { effective, application: null, environment: null, exact: false };
  const current: DocumentPair = {
    application: application.spec,
    environment: environment.applicationDefaults,
  };
  const unchanged = isUnchangedSince(parent.instance, kept[0], application, environment);
  return documentsOf(effective, { current, unchanged, remembered: memory.documents });
}

/** By segments or by the text of the path; for a place within a list, which has one origin, the list. */
function leafAt(leaves: readonly Provenance[], path: readonly string[]): Provenance | undefined {
  const begins = ({ segments }: Provenance) => segments.every((segment, index) => segment === path[index]);
  const [text] = path;
  return leaves.find(begins) ?? (path.length === 1 ? leaves.find((leaf) => leaf.path === text) : undefined);
}

builder.objectFields(Instance, (t) => ({
  flinkConfiguration: t.field({
    type: [ConfigurationEntry],
    nullable: true,
    description:
      'The effective Flink configuration, sorted by key, each key with its origin. Null when the effective spec is not known.',
    resolve: async (parent, _args, context) => {
      const documents = await documentsIn(parent, context);
      return documents && configurationEntries(documents);
    },
  }),
  provenance: t.field({
    type: ValueOrigin,
    nullable: true,
    description:
      'Where one value of the effective spec comes from; null when there is no value. A list has one origin as a whole, which also answers for what is in it.',
    args: {
      path: t.arg.stringList({
        required: true,
        description:
          'Where the value is, as `SpecChange.segments` gives it: `["job", "parallelism"]`. One element may also be the text of a path: `["job.parallelism"]`.',
      }),
    },
    resolve: async (parent, { path }, context) => {
      const documents = await documentsIn(parent, context);
      return documents && leafAt(provenance(documents), path);
    },
  }),
}));
