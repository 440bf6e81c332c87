/**
 * The data model of execution: plans of documents, one execution of a plan, and the path of a value in the response.
 */
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLFieldResolver,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { MaybePromise } from '../../maybe-promise.ts';

export type Variables = Readonly<Record<string, unknown>>;
export type Arguments = Readonly<Record<string, unknown>>;

export interface PlannedField {
  /** The response key. */
  readonly key: string;
  readonly name: string;
  readonly parentType: GraphQLObjectType;
  readonly type: GraphQLOutputType;
  /** All field nodes with this response key. Validation guarantees that their arguments are equal. */
  readonly nodes: readonly FieldNode[];
  readonly isNonNull: boolean;
  readonly complete: Complete;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  /** Throws a `GraphQLError` for an invalid argument. */
  readonly argumentsOf: (variables: Variables) => Arguments;
  /** The merged selection sets of its nodes; empty for a leaf. */
  readonly selection: Selection;
}

/** A selection set, with the fields of each concrete type. */
export interface Selection {
  fieldsOf(type: GraphQLObjectType): readonly PlannedField[];
}

/** Completes a value that is neither null nor an error. Throws when the value does not fit the type. */
export type Complete = (
  value: unknown,
  place: Place,
  field: PlannedField,
  execution: Run,
) => MaybePromise<unknown>;

export interface Plan {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly rootType: GraphQLObjectType;
  readonly root: Selection;
}

/** One execution of a plan. */
export interface Run {
  readonly plan: Plan;
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
  readonly rootValue: unknown;
  readonly context: unknown;
  readonly errors: GraphQLError[];
}

/** The position of a value in the response: a field or a list item. */
export type Place = Info | Item;

export class Item {
  readonly list: Place;
  readonly index: number;

  constructor(list: Place, index: number) {
    this.list = list;
    this.index = index;
  }
}

/** The resolve info of a field. Getters compute its parts on access, because most resolvers read none. */
export class Info implements GraphQLResolveInfo {
  readonly field: PlannedField;
  readonly parent: Place | null;
  readonly run: Run;

  constructor(field: PlannedField, parent: Place | null, run: Run) {
    this.field = field;
    this.parent = parent;
    this.run = run;
  }

  get fieldName() {
    return this.field.name;
  }
  get fieldNodes() {
    return this.field.nodes;
  }
  get returnType() {
    return this.field.type;
  }
  get parentType() {
    return this.field.parentType;
  }
  get schema() {
    return this.run.schema;
  }
  get fragments() {
    return this.run.plan.fragments;
  }
  get operation() {
    return this.run.plan.operation;
  }
  get rootValue() {
    return this.run.rootValue;
  }
  get variableValues() {
    return this.run.variables;
  }
  get path(): GraphQLResolveInfo['path'] {
    return pathOf(this);
  }
}

function pathOf(place: Place): GraphQLResolveInfo['path'] {
  if (place instanceof Item) return { prev: pathOf(place.list), key: place.index, typename: undefined };
  const { field, parent } = place;
  return { prev: parent ? pathOf(parent) : undefined, key: field.key, typename: field.parentType.name };
}

/** The response path in the form that errors use. */
export function keysTo(place: Place): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Place | null = place; at; at = at instanceof Item ? at.list : at.parent) {
    keys.push(at instanceof Item ? at.index : at.field.key);
  }
  return keys.toReversed();
}

/** The field that contains the value. */
export function infoOf(place: Place): Info {
  let at = place;
  while (at instanceof Item) at = at.list;
  return at;
}
