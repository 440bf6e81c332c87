/**
 * Estimates the cost of an operation before execution: the maximum number of values that it can return. Each field
 * counts 1, a connection `pageCost`, a plan `planCost`, and a field that calls an upstream the `cost` of its extensions, or
 * that of `costIf` when its argument is true. A selection in a list counts once for each item: the requested page size, the
 * number of ids, or a typical list size.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { defaultPageSize, maxPageSize } from '../../../schema/pagination.ts';
import { at } from '../../json.ts';

export interface Operation {
  readonly schema: GraphQLSchema;
  /** Validated: fragments have no cycles. */
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  /** The raw variables of the request, before coercion. */
  readonly variableValues?: unknown;
}

/** The assumed size of a list without pages, such as the changes of a diff. */
const usualListSize = 10;

/** The assumed sizes of the lists of introspection. */
const schemaListSize: Readonly<Record<string, number>> = { types: 50, fields: 10 };
const otherSchemaListSize = 3;

/** Covers the sort of the whole list that a page is taken from. */
const pageCost = 20;

/** A plan reads CMF, and merges and compares whole specs. */
const planCost = 1_000;

/** A free-form value (a spec, a status) is a tree of its own size. */
const jsonCost = 50;

/** The last computed cost of an operation, with the variables that it depends on. */
interface CachedCost {
  readonly cost: number;
  readonly variables: ReadonlyMap<string, unknown>;
}

const lastCosts = new WeakMap<OperationDefinitionNode, CachedCost>();

export function costOf({ schema, document, operationName, variableValues }: Operation): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return 0;
  const variable = variablesOf(operation, variableValues);
  // Most operations keep their page size even when other variables change.
  const last = lastCosts.get(operation);
  if (last?.variables.entries().every(([name, value]) => variable(name) === value)) return last.cost;
  const variablesRead = new Map<string, unknown>();
  const recordingVariable = (name: string) => {
    const value = variable(name);
    variablesRead.set(name, value);
    return value;
  };
  const cost = costBelow(operation, root, { schema, document, variable: recordingVariable });
  // Cache small values only: lists of ids are not cached.
  const isSmall = (value: unknown) =>
    value == null || typeof value === 'number' || typeof value === 'boolean';
  if (variablesRead.values().every(isSmall)) {
    lastCosts.set(operation, { cost, variables: variablesRead });
  }
  return cost;
}

interface CostContext {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variable: ReadVariable;
}

function costBelow(
  operation: OperationDefinitionNode,
  root: GraphQLNamedType,
  { schema, document, variable }: CostContext,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const costs = new Map<FragmentDefinitionNode, number>();

  const ofFragment = (fragment: FragmentDefinitionNode, parent: GraphQLNamedType): number => {
    let cost = costs.get(fragment);
    if (cost === undefined) {
      const type = schema.getType(fragment.typeCondition.name.value) ?? parent;
      costs.set(fragment, (cost = ofSelections(fragment.selectionSet, type)));
    }
    return cost;
  };

  const ofSelections = ({ selections }: SelectionSetNode, parent: GraphQLNamedType): number => {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, parent);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) cost += ofFragment(fragment, parent);
      } else {
        const condition = selection.typeCondition?.name.value;
        cost += ofSelections(selection.selectionSet, (condition && schema.getType(condition)) || parent);
      }
    }
    return cost;
  };

  const ofField = (field: FieldNode, parent: GraphQLNamedType): number => {
    const definition = definitionOf(field, parent);
    if (!definition) return 1;
    const type = getNamedType(definition.type);
    const stated = statedCost(definition);
    if (!field.selectionSet || !isCompositeType(type)) {
      return stated ?? (type.name === 'JSON' ? jsonCost : 1);
    }
    const own =
      stated ?? (isConnection(type) ? pageCost : field.name.value === 'planApplication' ? planCost : 1);
    return (
      own +
      conditionalCost(field, definition, variable) +
      sizeOf(field, definition, parent, variable) * ofSelections(field.selectionSet, type)
    );
  };

  return ofSelections(operation.selectionSet, root);
}

function statedCost({ extensions }: GraphQLField<unknown, unknown>): number | undefined {
  return typeof extensions['cost'] === 'number' ? extensions['cost'] : undefined;
}

/** `costIf`: the additional cost of a field when this argument is true. */
function conditionalCost(
  field: FieldNode,
  { extensions }: GraphQLField<unknown, unknown>,
  variable: ReadVariable,
): number {
  const [name, cost] = [at(extensions, 'costIf', 'argument'), at(extensions, 'costIf', 'cost')];
  if (typeof name !== 'string' || typeof cost !== 'number') return 0;
  return argument(field, name, variable) === true ? cost : 0;
}

type ReadVariable = (name: string) => unknown;

/** The maximum number of items of a field. */
function sizeOf(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
  variable: ReadVariable,
): number {
  if (definition.args.some(({ name }) => name === 'first')) return pageSize(field, variable);
  if (field.name.value === 'nodes' && definition.args.length > 0) {
    const ids = argument(field, 'ids', variable);
    return Array.isArray(ids) ? ids.length : 1;
  }
  if (!isListField(definition)) return 1;
  // The connection field already multiplied by the page size. `fallenOff` is a separate list with its own size.
  if (isConnection(parent)) return field.name.value === 'fallenOff' ? maxPageSize : 1;
  if (isIntrospectionType(parent)) return schemaListSize[field.name.value] ?? otherSchemaListSize;
  return usualListSize;
}

/** An invalid page size counts 1: the field rejects it. */
function pageSize(field: FieldNode, variable: ReadVariable): number {
  const size = argument(field, 'first', variable) ?? argument(field, 'last', variable) ?? defaultPageSize;
  return typeof size === 'number' && size >= 1 && size <= maxPageSize ? size : 1;
}

function argument(field: FieldNode, name: string, variable: ReadVariable): unknown {
  const node = field.arguments?.find((other) => other.name.value === name)?.value;
  return node && valueOf(node, variable);
}

function valueOf(node: ValueNode, variable: ReadVariable): unknown {
  if (node.kind === Kind.VARIABLE) return variable(node.name.value);
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.BOOLEAN) return node.value;
  if (node.kind === Kind.LIST) return node.values;
  if (node.kind === Kind.NULL) return null;
  return undefined;
}

function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode, values: unknown): ReadVariable {
  const sent = typeof values === 'object' && values !== null ? new Map(Object.entries(values)) : new Map();
  return (name) => {
    if (sent.has(name)) return sent.get(name);
    const definition = variableDefinitions.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue && valueOf(definition.defaultValue, () => undefined);
  };
}

function definitionOf(
  field: FieldNode,
  parent: GraphQLNamedType,
): GraphQLField<unknown, unknown> | undefined {
  const name = field.name.value;
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function isListField({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function isConnection({ name }: GraphQLNamedType): boolean {
  return name.endsWith('Connection');
}
