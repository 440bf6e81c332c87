/** Operations that ask for everything that the schema has, so that a field that is added tomorrow is asked for too. */
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { schema } from '../../schema/index.ts';

/** Arguments of the fields that need some, by `Type.field`; without them such a field is not asked for. */
export type Arguments = Readonly<Record<string, string>>;

/** Every field of a type, and of what it leads to as long as no type comes twice on one way. */
export function everythingOf(
  type: string,
  given: Arguments = {},
): { readonly selection: string; readonly asked: ReadonlySet<string> } {
  const asked = new Set<string>();

  const selectionOf = (object: GraphQLObjectType, way: readonly string[]): string => {
    const parts = Object.values(object.getFields()).map((field) => partOf(object, field, way));
    return `{ ${parts.filter((part) => part !== null).join(' ')} }`;
  };

  const partOf = (
    object: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    way: readonly string[],
  ): string | null => {
    const name = `${object.name}.${field.name}`;
    const needed = field.args.some(
      ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined,
    );
    if (needed && !given[name]) return null;
    // Small pages, so that all of the schema stays within the highest cost that can be allowed.
    const page = field.args.some((argument) => argument.name === 'first') ? '(first: 4)' : '';
    const written = field.name + (given[name] ?? page);
    const type = getNamedType(field.type);
    if (isLeafType(type)) {
      asked.add(name);
      return written;
    }
    if (!isObjectType(type) || way.includes(type.name) || field.name === 'edges') return null;
    return `${written} ${selectionOf(type, [...way, type.name])}`;
  };

  const root = schema.getType(type);
  if (!isObjectType(root)) throw new Error(`${type} is no object type`);
  return { selection: selectionOf(root, [type]), asked };
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
