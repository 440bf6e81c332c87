/**
 * Checks a response against its document and the schema: every field present, no other field, no null for a non-null
 * field.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/**
 * The violations, each with its path; empty if there are none. Supports only the directives `@skip` and `@include`.
 */
export function violations(schema: GraphQLSchema, document: DocumentNode, data: unknown): readonly string[] {
  const found: string[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  const fieldsOf = (sets: readonly SelectionSetNode[], type: GraphQLObjectType) => {
    const fields = new Map<string, FieldNode[]>();
    const collect = ({ selections }: SelectionSetNode) => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          fields.set(key, [...(fields.get(key) ?? []), selection]);
          continue;
        }
        const part =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = part?.typeCondition && schema.getType(part.typeCondition.name.value);
        if (
          part &&
          (!condition ||
            condition === type ||
            (isAbstractType(condition) && schema.isSubType(condition, type)))
        ) {
          collect(part.selectionSet);
        }
      }
    };
    for (const set of sets) collect(set);
    return fields;
  };

  const checkObject = (
    value: object,
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    path: string,
  ) => {
    const fields = fieldsOf(sets, type);
    for (const key of Object.keys(value))
      if (!fields.has(key)) found.push(`${path}.${key} was not requested`);
    for (const [key, nodes] of fields) {
      if (!Object.hasOwn(value, key)) {
        found.push(`${path}.${key} is missing`);
        continue;
      }
      const name = nodes[0]?.name.value ?? '';
      const field = name.startsWith('__') ? undefined : type.getFields()[name];
      if (field) check(Reflect.get(value, key), field.type, nodes, `${path}.${key}`);
    }
  };

  const check = (
    value: unknown,
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    path: string,
  ): void => {
    if (isNonNullType(type)) {
      if (value === null) found.push(`${path} is null`);
      else check(value, type.ofType, nodes, path);
    } else if (value === null) {
      return;
    } else if (isListType(type)) {
      if (!Array.isArray(value)) found.push(`${path} is no list`);
      else value.forEach((item, index) => check(item, type.ofType, nodes, `${path}[${index}]`));
    } else if (isScalarType(type) || type instanceof GraphQLEnumType) {
      if (!isLeaf(value, type.name, type)) found.push(`${path} is no ${type.name}: ${JSON.stringify(value)}`);
    } else if (typeof value !== 'object') {
      found.push(`${path} is no object`);
    } else {
      const runtime = isObjectType(type) ? type : schema.getType(String(Reflect.get(value, '__typename')));
      if (!isObjectType(runtime)) found.push(`${path} has no type`);
      else
        checkObject(
          value,
          runtime,
          nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
          path,
        );
    }
  };

  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (typeof data === 'object' && data && operation && root)
    checkObject(data, root, [operation.selectionSet], '');
  return found;
}

function isLeaf(value: unknown, name: string, type: unknown): boolean {
  if (type instanceof GraphQLEnumType) return type.getValues().some((each) => each.name === value);
  if (name === 'Int') return Number.isInteger(value);
  if (name === 'Float') return typeof value === 'number';
  if (name === 'Boolean') return typeof value === 'boolean';
  if (name === 'JSON') return true;
  if (name === 'DateTime') return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  return typeof value === 'string';
}
