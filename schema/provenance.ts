/** The origin of each value of an effective spec. */
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
  description: 'The origin of a value in an effective spec. The environment overrides the application.',
  values: {
    ENVIRONMENT: { description: 'The application defaults of the environment.' },
    APPLICATION: { description: 'The spec of the application itself.' },
    BOTH: { description: 'Environment and application set the same value.' },
    CMF: { description: 'CMF itself, such as the annotation with the instance UID.' },
    UNKNOWN: {
      description:
        'Unknown: the environment or the application has changed since, and the archived documents do not explain the value.',
    },
  } satisfies Record<OriginName, object>,
});

const ValueOrigin = builder.objectRef<Provenance>('ValueOrigin').implement({
  description: 'A value of an effective spec and its origin.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'The path of the value, in readable form.' }),
    segments: t.exposeStringList('segments', {
      description: 'The path of the value as a list of keys from the root, for programs.',
    }),
    value: t.field({
      type: Json,
      nullable: true,
      description: 'The value.',
      resolve: ({ segments, value }, _args, { redaction }) => redaction.at(segments, value),
    }),
    origin: t.expose('origin', { type: ValueSource, description: 'The origin of the value.' }),
    overridden: t.field({
      type: Json,
      nullable: true,
      description: 'The value of the application that the environment overrides; null if there is none.',
      resolve: ({ segments, overridden }, _args, { redaction }) => redaction.at(segments, overridden),
    }),
  }),
});

export const ConfigurationEntry = builder.objectRef<ConfigurationEntryModel>('ConfigurationEntry').implement({
  description: 'An entry of the effective Flink configuration.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description:
        'The flat key as Flink reads it, such as `taskmanager.numberOfTaskSlots`, even if the spec nests it.',
    }),
    value: t.string({
      description: 'The value, as text.',
      resolve: ({ key, value }, _args, { redaction }) => redaction.value(key, value),
    }),
    origin: t.expose('origin', { type: ValueSource, description: 'The origin of the value.' }),
    overridden: t.string({
      nullable: true,
      description: 'The value of the application that the environment overrides; null if there is none.',
      resolve: ({ key, overridden }, _args, { redaction }) => redaction.value(key, overridden),
    }),
  }),
});

/** The documents that explain an instance's effective spec; null if the effective spec is unknown. */
async function documentsIn(parent: InstanceOf, context: Context): Promise<SpecDocuments | null> {
  const { mirror, loaders, read } = context;
  const { value: application } = parent.application;
  const effective = await effectiveSpecOf(parent, context);
  if (!effective) return null;
  const { kept, memory } = await loaders.history.load(application);
  const environment = (await mirror.environment(application.environment, unnamed(read)))?.value ?? null;
  // The spec of the application alone does not determine origins without the defaults of the environment.
  if (!environment) return { effective, application: null, environment: null, exact: false };
  const current: DocumentPair = {
    application: application.spec,
    environment: environment.applicationDefaults,
  };
  const unchanged = isUnchangedSince(parent.instance, kept[0], application, environment);
  return documentsOf(effective, { current, unchanged, archived: memory.documents });
}

/**
 * Finds a leaf by segments or by the text of its path. For a path inside a list it returns the list, which has one
 * origin.
 */
function leafAt(leaves: readonly Provenance[], path: readonly string[]): Provenance | undefined {
  const isPrefix = ({ segments }: Provenance) => segments.every((segment, index) => segment === path[index]);
  const [text] = path;
  return leaves.find(isPrefix) ?? (path.length === 1 ? leaves.find((leaf) => leaf.path === text) : undefined);
}

builder.objectFields(Instance, (t) => ({
  flinkConfiguration: t.field({
    type: [ConfigurationEntry],
    nullable: true,
    description:
      'The effective Flink configuration, sorted by key, with the origin of each entry. Null if the effective spec is unknown.',
    resolve: async (parent, _args, context) => {
      const documents = await documentsIn(parent, context);
      return documents && configurationEntries(documents);
    },
  }),
  provenance: t.field({
    type: ValueOrigin,
    nullable: true,
    description:
      'The origin of one value of the effective spec; null if there is no such value. A list has one origin as a whole, which applies to its items too.',
    args: {
      path: t.arg.stringList({
        required: true,
        description:
          'The path of the value, as in `SpecChange.segments`: `["job", "parallelism"]`. A single element may also be a path in text form: `["job.parallelism"]`.',
      }),
    },
    resolve: async (parent, { path }, context) => {
      const documents = await documentsIn(parent, context);
      return documents && leafAt(provenance(documents), path);
    },
  }),
}));
