/** Limits on the variables of a request: size as JSON, number of values, and depth. */
import { publicError } from '../../../schema/errors.ts';
import type { Limits } from '../../config/config.ts';

type VariableLimits = Pick<Limits, 'variablesBytes' | 'variablesValues' | 'variablesDepth'>;

/** Throws `VARIABLES_TOO_LARGE`. Stops at the first exceeded limit, so it never recurses deeper than allowed. */
export function checkVariables(
  variables: unknown,
  { variablesBytes, variablesValues, variablesDepth }: VariableLimits,
): void {
  let bytes = 0;
  let values = 0;
  const count = (value: unknown, depth: number): void => {
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
      for (const item of value) count(item, depth + 1);
      return;
    }
    // Not `Object.entries`, which allocates a list of all keys first.
    for (const key in value) {
      bytes += Buffer.byteLength(key) + 4;
      count(Reflect.get(value, key), depth + 1);
    }
  };
  if (variables != null) count(variables, 0);
}

/** The approximate size of a value in JSON text, without its children. */
function sizeOf(value: unknown): number {
  return typeof value === 'string' ? Buffer.byteLength(value) + 3 : 4;
}
