/** System information. */
import { expect, test } from 'vitest';
import { parseSystemInformation } from '../../../../src/cmf/resources/system-information.ts';

test('system information, with and without a version', () => {
  expect(parseSystemInformation({ status: { version: '2.3.1', revision: '9f1c2d3' } })).toEqual({
    version: '2.3.1',
    revision: '9f1c2d3',
  });
  expect(parseSystemInformation({ status: null })).toEqual({ version: null, revision: null });
});
