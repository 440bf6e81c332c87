/** The Pothos builder: types of the context and scalars, and the Relay conventions of the whole schema. */
import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from './context.ts';
import { publicError } from './errors.ts';
import { decodeId, encodeId } from './id.ts';
import type { MissingEnvironment, Observation, Retention } from './models.ts';

/** The maximum of `nodes(ids:)`, the same as of a page. */
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
    undetailed?: number;
    retention?: Retention;
    observation?: Observation;
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
    pageInfoFieldOptions: { description: 'The position of this page in the whole list.' },
    hasNextPageFieldOptions: { description: 'True if items follow this page.' },
    hasPreviousPageFieldOptions: { description: 'True if items precede this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first item of this page.' },
    endCursorFieldOptions: { description: 'The cursor of the last item of this page.' },
    pageInfoTypeOptions: { description: 'The position of a page in the whole list.' },
    firstArgOptions: {
      description:
        'Number of items from the start of the list, 1 to 100. Default: 20 if neither `first` nor `last` is given.',
    },
    afterArgOptions: { description: 'Return items after this cursor.' },
    lastArgOptions: { description: 'Number of items from the end of the list, 1 to 100.' },
    beforeArgOptions: { description: 'Return items before this cursor.' },
    idFieldOptions: { description: 'Opaque and globally unique; the argument of `node(id:)`.' },
    nodeTypeOptions: { description: 'An object that can be refetched by its global ID.' },
    nodeQueryOptions: {
      description: 'Fetches an object by its global ID; null if it does not exist or no longer exists.',
      args: { id: { description: 'The `id` of an environment, application, instance or savepoint.' } },
    },
    nodesQueryOptions: {
      description:
        'Fetches objects by their global IDs, in the order of `ids`; null for each that does not exist or no longer exists.',
      args: {
        ids: { description: 'The IDs of environments, applications, instances and savepoints, at most 100.' },
      },
      resolve: (_root, { ids }, _context, _info, resolveNodes) => {
        if (ids.length > maxNodes) {
          throw publicError(
            'BAD_PAGE_SIZE',
            `\`ids\` must contain at most ${maxNodes} ids, not ${ids.length}.`,
          );
        }
        return resolveNodes(ids);
      },
    },
    defaultConnectionTypeOptions: { description: 'One page of a list.' },
    defaultEdgeTypeOptions: { description: 'An item of a page and its position.' },
  },
});

builder.queryType({ description: 'The state of CMF, as of the last read of the gateway.' });
builder.mutationType({
  description:
    'Writes to CMF. Each is sent at most once; writes to one application run one after the other. Expected failures are data: see `errors` of the payload.',
});
builder.subscriptionType({ description: 'Changes that the gateway observes.' });

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    nullable: true,
    description: 'The number of items in the whole list; null if unknown.',
    resolve: ({ totalCount }) => totalCount,
  }),
);
