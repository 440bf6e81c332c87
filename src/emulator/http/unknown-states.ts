/** Replaces every state word of a response with an unknown one (fault `unknownStates`). */
import { isObject, type Json } from '../../json.ts';

const words: Readonly<Record<string, string>> = {
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
      const word = Object.hasOwn(words, key) ? words[key] : undefined;
      if (inStatus && word !== undefined && typeof inner === 'string') return [key, word];
      return [key, key === 'spec' ? inner : withUnknownStates(inner, inStatus || key === 'status')];
    }),
  );
}
