/** The gateway itself: what a client must know of it before it offers something. */
import { builder } from './builder.ts';
import type { GatewayFacts } from './context.ts';

const Gateway = builder.objectRef<GatewayFacts>('Gateway').implement({
  description: 'The gateway that responds.',
  fields: (t) => ({
    mutations: t.exposeBoolean('mutations', {
      description:
        'True if it accepts mutations. Otherwise it refuses each with `MUTATIONS_DISABLED`. CMF may still deny one to the caller.',
    }),
    emulator: t.exposeBoolean('emulator', {
      description: 'True if it stands in front of its embedded emulator: the fleet is invented.',
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
