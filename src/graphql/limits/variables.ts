/** What the variables of a request may be: how large as JSON, how many values, and how deep. */
import { publicError } from '../../../schema/errors.ts';
import type { Limits } from '../../config/config.ts';

type VariableLimits = Pick<Limits, 'variablesBytes' | 'variablesValues' | 'variablesDepth'>;

/** Throws `VARIABLES_TOO_LARGE`. Stops at the first limit that is passed, so it never goes deeper than allowed. */
export function checkVariables(
  variables: unknown,
  { variablesBytes, variablesValues, variablesDepth }: VariableLimits,
): void {
  let bytes = 0;
  let values = 0;
  const take = (value: unknown, depth: number): void => {
    if (depth > variablesDepth) {
      throw publicError('VARIABLES_TOO_LARGE', `The variables nest deeper than ${variablesDepth}.`);
    }
    values++;
    if (values > variablesValues) {
      throw publicError('VARIABLES_TOO_LARGE', `The variables hold more than ${variablesValues} values.`);
    }
    bytes += sizeOf(value);
    if (bytes > variablesBytes) {
      throw publicError('VARIABLES_TOO_LARGE', `The variables are larger than ${variablesBytes} bytes.`);
    }
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) take(item, depth + 1);
      return;
    }
    // Not `Object.entries`: of an object with many keys it makes a list first.
    for (const key in value) {
      bytes += Buffer.byteLength(key) + 4;
      take(Reflect.get(value, key), depth + 1);
    }
  };
  if (variables != null) take(variables, 0);
}

/** About what a value adds to the JSON text, its parts not counted. */
function sizeOf(value: unknown): number {
  return typeof value === 'string' ? Buffer.byteLength(value) + 3 : 4;
}
