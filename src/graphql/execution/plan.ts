/**
 * Plans an operation once for all of its executions. For each concrete type a plan lists the fields, merged and with
 * fragments spread, each with its resolver, its completion function and its arguments (constant arguments are coerced
 * only once).
 *
 * A selection set is planned when an object first needs it, once for each field node and type, however often
 * fragments repeat it. The size of a plan is therefore proportional to the document, not to its expansion.
 */
import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  isAbstractType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { completerOf } from './complete.ts';
import type { Arguments, Plan, PlannedField, Selection, Variables } from './model.ts';

export interface PlanOptions {
  readonly schema: GraphQLSchema;
  /** Validated: every name resolves, and fragments have no cycles. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly rootType: GraphQLObjectType;
  /** Only those in `@skip` and `@include` matter. The plan holds for all executions with the same values of them. */
  readonly variables: Variables;
}

export function planOf({ schema, document, operation, rootType, variables }: PlanOptions): Plan {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  const selections = new WeakMap<FieldNode, Selection>();

  const collectFields = (
    type: GraphQLObjectType,
    set: SelectionSetNode,
    groups: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const group = groups.get(key);
        if (group) group.push(selection);
        else groups.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(schema, selection, type)) collectFields(type, selection.selectionSet, groups, spread);
      } else {
        const { value: name } = selection.name;
        const fragment = fragments[name];
        if (!fragment || spread.has(name)) continue;
        spread.add(name);
        if (applies(schema, fragment, type)) collectFields(type, fragment.selectionSet, groups, spread);
      }
    }
  };

  const fieldsOf = (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly PlannedField[] => {
    const groups = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    for (const set of sets) collectFields(type, set, groups, spread);
    return [...groups].flatMap(([key, nodes]) => {
      const [node] = nodes;
      const definition = node && definitionOf(schema, type, node);
      return definition ? [plannedField(type, key, nodes, node, definition)] : [];
    });
  };

  const plannedField = (
    parentType: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    node: FieldNode,
    definition: GraphQLField<unknown, unknown>,
  ): PlannedField => ({
    key,
    name: definition.name,
    parentType,
    type: definition.type,
    nodes,
    isNonNull: isNonNullType(definition.type),
    complete: completerOf(definition.type),
    resolve: definition.resolve ?? defaultFieldResolver,
    argumentsOf: argumentsOf(definition, node),
    selection: selectionOf(nodes, node),
  });

  const selectionOf = (nodes: readonly FieldNode[], node: FieldNode): Selection => {
    const cached = nodes.length === 1 ? selections.get(node) : undefined;
    if (cached) return cached;
    const selection = lazySelection(nodes.flatMap(({ selectionSet }) => selectionSet ?? []));
    if (nodes.length === 1) selections.set(node, selection);
    return selection;
  };

  const lazySelection = (sets: readonly SelectionSetNode[]): Selection => {
    const byType = new Map<GraphQLObjectType, readonly PlannedField[]>();
    return {
      fieldsOf(type) {
        let fields = byType.get(type);
        if (!fields) {
          fields = fieldsOf(type, sets);
          byType.set(type, fields);
        }
        return fields;
      },
    };
  };

  return { operation, fragments, rootType, root: lazySelection([operation.selectionSet]) };
}

/** The names of the variables in `@skip` and `@include`: they decide what a plan contains. */
export function conditionVariablesOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: directiveArguments = [] }) => {
      if (name.value !== GraphQLSkipDirective.name && name.value !== GraphQLIncludeDirective.name) return;
      for (const { value } of directiveArguments)
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function isIncluded(node: SelectionNode, variables: Variables): boolean {
  if (!node.directives?.length) return true;
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
  );
}

function applies(
  schema: GraphQLSchema,
  { typeCondition }: { readonly typeCondition?: { readonly name: { readonly value: string } } | undefined },
  type: GraphQLObjectType,
): boolean {
  if (!typeCondition || typeCondition.name.value === type.name) return true;
  const condition = schema.getType(typeCondition.name.value);
  return isAbstractType(condition) && schema.isSubType(condition, type);
}

function definitionOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  { name: { value: name } }: FieldNode,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
}

const noArguments: Arguments = Object.freeze({});

/**
 * Coerces the arguments of a field: once if they use no variables, else once per execution, keyed by its variables.
 */
function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: Variables) => Arguments {
  if (definition.args.length === 0) return () => noArguments;
  const coerced = new WeakMap<Variables, Arguments>();
  const constantKey = isConstant(node) ? noArguments : undefined;
  return (variables) => {
    const key = constantKey ?? variables;
    let values = coerced.get(key);
    if (!values) coerced.set(key, (values = getArgumentValues(definition, node, variables)));
    return values;
  };
}

function isConstant(node: FieldNode): boolean {
  let hasVariable = false;
  for (const argument of node.arguments ?? []) visit(argument, { Variable: () => void (hasVariable = true) });
  return !hasVariable;
}
