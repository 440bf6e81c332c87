/** Lists of savepoints: those of an application, and the detached ones. */
import type { Savepoint as SavepointModel } from '../src/cmf/resources/savepoint.ts';
import { mapMaybe } from '../src/maybe-promise.ts';
import type { Redaction } from '../src/redaction/redaction.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { LabelFilter, labelMatcher, memberMatcher, nameMatcher, OrderDirection } from './filters.ts';
import { type Order, pageShowing } from './pagination.ts';
import { inList, Savepoint } from './savepoint.ts';
import { instant } from './scalars.ts';
import { SavepointState } from './states.ts';

const SavepointFilter = builder.inputType('SavepointFilter', {
  description: 'Selects the savepoints that match every given condition.',
  fields: (t) => ({
    name: t.string({ description: 'The name; `*` matches any characters.' }),
    labels: t.field({ type: [LabelFilter], description: 'Conditions on labels; all of them must match.' }),
    states: t.field({ type: [SavepointState], description: 'The accepted states.' }),
  }),
});

const SavepointOrderField = builder.enumType('SavepointOrderField', {
  description: 'The field that savepoints are sorted by.',
  values: {
    CREATED: { description: 'By creation time; savepoints without one sort as oldest.' },
    NAME: { description: 'By name, character by character.' },
  } as const,
});

const SavepointOrder = builder.inputType('SavepointOrder', {
  description: 'The sort order of savepoints.',
  fields: (t) => ({
    field: t.field({ type: SavepointOrderField, required: true, description: 'The field to sort by.' }),
    direction: t.field({ type: OrderDirection, defaultValue: 'DESC', description: 'The sort direction.' }),
  }),
});

const sortKeys = {
  CREATED: ({ createdAt }: SavepointModel) => instant(createdAt) ?? -1,
  NAME: ({ name }: SavepointModel) => name,
} as const;

function orderOf(orderBy: typeof SavepointOrder.$inferInput | null | undefined): Order<SavepointModel> {
  const field = orderBy?.field ?? 'CREATED';
  return {
    name: `savepoint ${field}`,
    direction: orderBy?.direction ?? 'DESC',
    key: sortKeys[field],
    identity: ({ name }) => name,
  };
}

function matching(
  savepoints: readonly SavepointModel[],
  filter: typeof SavepointFilter.$inferInput | null | undefined,
  redaction: Redaction,
): readonly SavepointModel[] {
  if (!filter) return savepoints;
  const hasName = nameMatcher(filter.name);
  const hasLabels = labelMatcher(filter.labels);
  const hasState = memberMatcher(filter.states);
  return savepoints.filter(
    ({ name, labels, state }) =>
      hasName(name) &&
      hasLabels(redaction.json(labels)) &&
      (filter.states == null || (state !== null && hasState(state.state))),
  );
}

const SavepointEdge = builder.edgeObject({
  type: Savepoint,
  name: 'SavepointEdge',
  description: 'A savepoint and its position.',
});

const SavepointConnection = builder.connectionObject(
  { type: Savepoint, name: 'SavepointConnection', description: 'One page of savepoints.' },
  SavepointEdge,
);

builder.objectFields(Application, (t) => ({
  savepoints: t.connection(
    {
      type: Savepoint,
      nullable: true,
      description:
        'The savepoints that CMF keeps for the application, by default newest first; none before CMF 2.1.',
      args: {
        filter: t.arg({ type: SavepointFilter, description: 'Conditions on the savepoints.' }),
        orderBy: t.arg({ type: SavepointOrder, description: 'The sort order. Default: newest first.' }),
      },
      resolve: (application, args, { mirror, read, redaction }) =>
        mapMaybe(mirror.savepoints(application.value, read), (savepoints) =>
          pageShowing(
            matching(savepoints.value, args.filter, redaction),
            args,
            orderOf(args.orderBy),
            inList(savepoints, application),
          ),
        ),
    },
    SavepointConnection,
    SavepointEdge,
  ),
}));

builder.queryField('detachedSavepoints', (t) =>
  t.connection(
    {
      type: Savepoint,
      nullable: true,
      description:
        'The savepoints that belong to no application: detached from one, or created from a path. By default newest first; none before CMF 2.1.',
      args: {
        filter: t.arg({ type: SavepointFilter, description: 'Conditions on the savepoints.' }),
        orderBy: t.arg({ type: SavepointOrder, description: 'The sort order. Default: newest first.' }),
      },
      resolve: (_root, args, { mirror, read, redaction }) =>
        mapMaybe(mirror.detachedSavepoints(read), (savepoints) =>
          pageShowing(
            matching(savepoints.value, args.filter, redaction),
            args,
            orderOf(args.orderBy),
            inList(savepoints, null),
          ),
        ),
    },
    SavepointConnection,
    SavepointEdge,
  ),
);
