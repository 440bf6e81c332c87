/** Replaces every state value of a response with an unknown one (fault `unknownStates`). */
import { isObject, type Json } from '../../json.ts';

const replacements: Readonly<Record<string, string>> = {
  state: 'HIBERNATING',
  lifecycleState: 'TELEPORTING',
  jobManagerDeploymentStatus: 'EVAPORATED',
  newStatus: 'HIBERNATING',
  type: 'OPERATOR_NOTICE',
};

/** Only within `status`: a spec's `job.state` is the client's input. */
export function withUnknownStates(value: Json, inStatus = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withUnknownStates(item, inStatus));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const replacement = Object.hasOwn(replacements, key) ? replacements[key] : undefined;
      if (inStatus && replacement !== undefined && typeof inner === 'string') return [key, replacement];
      return [key, key === 'spec' ? inner : withUnknownStates(inner, inStatus || key === 'status')];
    }),
  );
}
