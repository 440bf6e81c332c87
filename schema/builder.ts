/** The Pothos builder: types of the context and scalars, and the Relay conventions of the whole schema. */
import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from './context.ts';
import { publicError } from './errors.ts';
import { decodeId, encodeId } from './id.ts';
import type { MissingEnvironment, Retention } from './models.ts';

/** As many as a page may have. */
const maxNodes = 100;

export const builder = new SchemaBuilder<{
  Context: Context;
  Scalars: {
    DateTime: { Input: number; Output: string };
    JSON: { Input: unknown; Output: unknown };
    ID: { Input: string; Output: string };
  };
  Connection: {
    totalCount: number | null;
    missing?: readonly MissingEnvironment[];
    retention?: Retention;
  };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
}>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: {
    cursorType: 'String',
    encodeGlobalID: encodeId,
    decodeGlobalID: decodeId,
    edgesFieldOptions: { nullable: false, description: 'The items of this page, each with its cursor.' },
    nodeFieldOptions: { nullable: false, description: 'The item.' },
    nodesOnConnection: { description: 'The items of this page.' },
    cursorFieldOptions: { description: 'The position of this item, for `after` and `before`.' },
    pageInfoFieldOptions: { description: 'Where this page stands in the whole list.' },
    hasNextPageFieldOptions: { description: 'True when items follow this page.' },
    hasPreviousPageFieldOptions: { description: 'True when items precede this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first item of this page.' },
    endCursorFieldOptions: { description: 'The cursor of the last item of this page.' },
    pageInfoTypeOptions: { description: 'Where a page stands in the whole list.' },
    firstArgOptions: {
      description:
        'How many items to take from the start: 1 to 100, 20 when neither `first` nor `last` is given.',
    },
    afterArgOptions: { description: 'Take items after this cursor.' },
    lastArgOptions: { description: 'How many items to take from the end: 1 to 100.' },
    beforeArgOptions: { description: 'Take items before this cursor.' },
    idFieldOptions: { description: 'Opaque, unique among all types; the argument of `node(id:)`.' },
    nodeTypeOptions: { description: 'Anything that can be read again by its id.' },
    nodeQueryOptions: {
      description: 'Anything by its id; null when it does not exist (any more).',
      args: { id: { description: 'The `id` of an environment, application or instance.' } },
    },
    nodesQueryOptions: {
      description:
        'Several things by their ids, in the order of the ids; null for each that does not exist (any more).',
      args: { ids: { description: 'Ids of environments, applications and instances, at most 100.' } },
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        if (ids.length > maxNodes) {
          throw publicError('BAD_PAGE_SIZE', `\`ids\` must hold at most ${maxNodes} ids, not ${ids.length}.`);
        }
        return resolveNodes(ids);
      },
    },
    defaultConnectionTypeOptions: { description: 'One page of a list.' },
    defaultEdgeTypeOptions: { description: 'An item of a page and its position.' },
  },
});

builder.queryType({ description: 'What CMF knows, as of the last time the gateway asked it.' });
builder.subscriptionType({ description: 'What changes, as it is seen to change.' });

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    nullable: true,
    description: 'How many items the whole list has; null when that is not known.',
    resolve: ({ totalCount }) => totalCount,
  }),
);
