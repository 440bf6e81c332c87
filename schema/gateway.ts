/** The gateway itself: properties that clients need to choose which functions to offer. */
import { builder } from './builder.ts';
import type { GatewayFacts } from './context.ts';

const Gateway = builder.objectRef<GatewayFacts>('Gateway').implement({
  description: 'The gateway that responds.',
  fields: (t) => ({
    mutations: t.exposeBoolean('mutations', {
      description:
        'True if it accepts mutations. Otherwise it rejects each with `MUTATIONS_DISABLED`. CMF may still deny a mutation to the caller.',
    }),
    emulator: t.exposeBoolean('emulator', {
      description: 'True if it serves its embedded emulator instead of CMF: the fleet is simulated.',
    }),
    version: t.exposeString('version', { description: 'Its version.' }),
  }),
});

builder.queryField('gateway', (t) =>
  t.field({
    type: Gateway,
    description: 'The gateway that responds.',
    resolve: (_root, _args, { gateway }) => gateway,
  }),
);
