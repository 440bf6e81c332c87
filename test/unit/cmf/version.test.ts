import { expect, test } from 'vitest';
import { capabilitiesOf } from '../../../src/cmf/version.ts';

test.each(['2.3.0', '2.3.1', '2.3', 'v2.4.0-rc1', ' 2.10.0 ', '3.0.0', '10.0'])(
  '%s has sparse lists',
  (version) => {
    expect(capabilitiesOf({ version, revision: null })).toEqual({ sparse: true });
  },
);

test.each([null, '', 'unknown', '2', '2.2.9', '1.9.0', '0.2.3', 'snapshot-2.3'])('%s has none', (version) => {
  expect(capabilitiesOf({ version, revision: null })).toEqual({ sparse: false });
});
