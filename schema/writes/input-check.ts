/** Collects the problems of the input of a mutation. */
import { invalid, type ValidationCode, type WriteProblem } from '../../src/writes/problems.ts';
import { decodeId, type NodeType, parseKey } from '../id.ts';

export interface InputCheck {
  readonly problems: WriteProblem[];
  add(code: ValidationCode, message: string, path: readonly string[]): void;
  /** The parts of the key of an ID; null, and a recorded problem, if it is not an ID of this type. */
  id(type: NodeType, id: string, path: string): readonly string[] | null;
}

export function createInputCheck(): InputCheck {
  const problems: WriteProblem[] = [];
  const add: InputCheck['add'] = (code, message, path) => problems.push(invalid(code, message, path));
  return {
    problems,
    add,
    id(type, id, path) {
      const decoded = decodedOf(id);
      if (decoded?.typename === type) return parseKey(type, decoded.id);
      add('BAD_ID', `This must be the ID of an object of type ${type}.`, [path]);
      return null;
    },
  };
}

function decodedOf(id: string): ReturnType<typeof decodeId> | null {
  try {
    return decodeId(id);
  } catch {
    return null;
  }
}
