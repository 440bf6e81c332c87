/** Random specs that CMF accepts, and random defaults of an environment. */
import fc from 'fast-check';
import { isObject, type Json, type JsonObject } from '../../../src/json.ts';
import { spec as anySpec } from '../history/arbitrary.ts';

const present = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const job = fc
  .record({
    state: present(fc.constantFrom('running', 'suspended')),
    upgradeMode: present(fc.constantFrom('stateless', 'savepoint', 'last-state')),
    parallelism: present(fc.integer({ min: 1, max: 3 })),
    args: present(fc.array(fc.constantFrom('--a', '--b', ''), { maxLength: 2 })),
    initialSavepointPath: present(fc.constantFrom('s3://one', 's3://two')),
    savepointRedeployNonce: present(fc.constantFrom<Json>(null, 1, 2)),
  })
  .map(
    (fields): JsonObject =>
      Object.fromEntries(
        Object.entries(fields).flatMap(([key, value]): [string, Json][] =>
          value === undefined ? [] : [[key, value]],
        ),
      ),
  );

/** A spec that CMF accepts from a client; lists, nulls, nested maps and pod templates in all other places. */
export const applicationSpec: fc.Arbitrary<JsonObject> = fc.tuple(anySpec, job).map(([spec, ownJob]) => {
  const { flinkConfiguration, ...rest } = withoutPrototype(spec);
  return {
    ...rest,
    ...(isObject(flinkConfiguration) && { flinkConfiguration }),
    job: ownJob,
  };
});

const noSpec = fc.constantFrom<JsonObject | null>(
  null,
  {},
  { spec: null },
  { metadata: { annotations: { a: 'b' } } },
);

/** `flinkApplicationDefaults`, free-form. */
export const defaults: fc.Arbitrary<JsonObject | null> = fc.oneof(
  { arbitrary: anySpec.map((spec) => ({ spec })), weight: 8 },
  noSpec,
);

/** Defaults whose values CMF also accepts in the spec of an application. */
export const acceptedDefaults: fc.Arbitrary<JsonObject | null> = fc.oneof(
  { arbitrary: applicationSpec.map((spec) => ({ spec })), weight: 8 },
  noSpec,
);

/** The gateway refuses such a key in an input. */
function withoutPrototype(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, Json][] =>
      key === '__proto__' ? [] : [[key, isObject(inner) ? withoutPrototype(inner) : inner]],
    ),
  );
}
