/** Random specs of realistic form: the fields with special comparison, and arbitrary JSON around them. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/json.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'a.b', '__proto__', 'constructor', 'has "quotes"]', '');
const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom('x', 'y', '', '1'),
  fc.integer({ min: 0, max: 2 }),
  fc.boolean(),
  fc.constant(null),
);

/** A map with own keys only, including `__proto__`, as `JSON.parse` creates it. */
function mapOf(value: fc.Arbitrary<Json>, keys: fc.Arbitrary<string> = name): fc.Arbitrary<JsonObject> {
  return fc.array(fc.tuple(keys, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('json'), { maxLength: 3 }), mapOf(tie('json'))),
})).json;

function named(key: string, more: fc.Arbitrary<JsonObject>): fc.Arbitrary<Json> {
  const items = fc.array(
    fc.tuple(name, more).map(([value, rest]) => ({ ...rest, [key]: value })),
    { maxLength: 4 },
  );
  const unique = items.map((list) => [...new Map(list.map((item) => [item[key], item])).values()]);
  return fc.oneof({ arbitrary: unique, weight: 4 }, items, fc.array(json, { maxLength: 2 }));
}

function fields(of: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> {
  const present = fc.subarray(Object.keys(of));
  return fc
    .tuple(fc.record(of), present)
    .map(([all, keys]) => Object.fromEntries(keys.map((key) => [key, all[key] ?? null])));
}

const env = named('name', mapOf(scalar));
const containers = named(
  'name',
  fields({ env, volumeMounts: named('mountPath', mapOf(scalar)), args: json }),
);
const podTemplate = fields({
  metadata: fields({
    annotations: mapOf(scalar, fc.constantFrom('a', 'platform.confluent.io/cmf-fa-instance')),
  }),
  spec: fields({ containers, volumes: named('name', mapOf(scalar)), tolerations: json }),
});
const configuration = fc.oneof(
  { arbitrary: mapOf(fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), mapOf(scalar))), weight: 5 },
  fc.constantFrom<Json>(null, 'malformed'),
);

export const spec: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fields({
      flinkConfiguration: configuration,
      image: scalar,
      job: fields({ parallelism: scalar, args: json }),
      podTemplate,
      taskManager: fields({ resource: mapOf(scalar), podTemplate }),
    }),
    mapOf(json),
  )
  .map(([known, other]) => ({ ...other, ...known }));
