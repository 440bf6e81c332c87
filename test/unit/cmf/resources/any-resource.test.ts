/** Properties of every kind of resource. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseApplication } from '../../../../src/cmf/resources/application.ts';
import { parseEnvironment } from '../../../../src/cmf/resources/environment.ts';
import { parseEvent } from '../../../../src/cmf/resources/event.ts';
import { parseInstance } from '../../../../src/cmf/resources/instance.ts';
import { parseSavepoint } from '../../../../src/cmf/resources/savepoint.ts';
import { application, environment } from './fixtures.ts';

test('spec, status and defaults are passed on by reference', () => {
  const { spec, status } = parseApplication(application, 'aws-dev');
  expect(spec).toBe(application.spec);
  expect(status).toBe(application.status);
  expect(parseEnvironment(environment).applicationDefaults).toBe(environment.flinkApplicationDefaults);
  expect(parseInstance({ metadata: { name: 'uid' }, status: application }).effectiveSpec).toBe(
    application.spec,
  );
});

test('any JSON with a resource name is readable', () => {
  const named = fc.record(
    {
      metadata: fc.record(
        { name: fc.string({ minLength: 1 }), labels: fc.jsonValue(), updateTimestamp: fc.jsonValue() },
        { requiredKeys: ['name'] },
      ),
      name: fc.jsonValue(),
      spec: fc.oneof(fc.jsonValue(), fc.record({ job: fc.jsonValue(), image: fc.jsonValue() })),
      status: fc.oneof(fc.jsonValue(), fc.record({ jobStatus: fc.jsonValue(), data: fc.jsonValue() })),
    },
    { requiredKeys: ['metadata'] },
  );
  fc.assert(
    fc.property(named, (wire) => {
      const { name } = wire.metadata;
      expect(parseApplication(wire, 'aws-dev').name).toBe(name);
      expect(parseEnvironment(wire).name).toBe(name);
      expect(parseInstance(wire).uid).toBe(name);
      expect(parseEvent(wire).uid).toBe(name);
      expect(parseSavepoint(wire).name).toBe(name);
    }),
  );
});
