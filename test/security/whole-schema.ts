/** Operations that select every field of the schema, so that fields that are added later are covered too. */
import { type GraphQLObjectType, getNamedType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import { schema } from '../../schema/index.ts';

/** Arguments of the fields that need some, by `Type.field`; without them such a field is not selected. */
export type Arguments = Readonly<Record<string, string>>;

interface Selection {
  readonly type: GraphQLObjectType;
  readonly parts: (() => string)[];
}

/**
 * Every field of a type and of the types that it returns. Each field that returns objects is expanded once, on the
 * shortest path to it, so that the document grows with the schema and not with the number of paths.
 */
export function everythingOf(
  type: string,
  given: Arguments = {},
): { readonly selection: string; readonly requested: ReadonlySet<string> } {
  const root = schema.getType(type);
  if (!isObjectType(root)) throw new Error(`${type} is no object type`);
  const requested = new Set<string>();
  const start: Selection = { type: root, parts: [] };
  const waiting = [start];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const field of Object.values(next.type.getFields())) {
      const name = `${next.type.name}.${field.name}`;
      const needed = field.args.some(
        ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined,
      );
      if (needed && !given[name]) continue;
      // Small pages, so that all of the schema stays within the highest cost that can be allowed.
      const page = field.args.some((argument) => argument.name === 'first') ? '(first: 4)' : '';
      const written = field.name + (given[name] ?? page);
      const returned = getNamedType(field.type);
      if (isLeafType(returned)) {
        requested.add(name);
        next.parts.push(() => written);
      } else if (isObjectType(returned) && !requested.has(name) && field.name !== 'edges') {
        requested.add(name);
        const below: Selection = { type: returned, parts: [] };
        next.parts.push(() => `${written} ${printed(below)}`);
        waiting.push(below);
      }
    }
  }
  return { selection: printed(start), requested };
}

function printed({ parts }: Selection): string {
  return `{ __typename ${parts.map((part) => part()).join(' ')} }`;
}

/** All fields that hold text or JSON, as `Type.field`. */
export function textFields(): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => ['String', 'JSON'].includes(getNamedType(field.type).name))
        .map((field) => `${type.name}.${field.name}`),
    );
}
