/**
 * The data model of execution: plans of documents, one run of a plan, and the place of a value in the response.
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
  /** The name in the answer. */
  readonly key: string;
  readonly name: string;
  readonly parentType: GraphQLObjectType;
  readonly type: GraphQLOutputType;
  /** All that ask for it under this key; arguments are those of the first (they are the same for all). */
  readonly nodes: readonly FieldNode[];
  readonly isNonNull: boolean;
  readonly complete: Complete;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  /** Throws what is wrong with an argument. */
  readonly argumentsOf: (variables: Variables) => Arguments;
  /** What is asked of its value, where that is an object. */
  readonly selection: Selection;
}

/** What is asked of an object, by the type that it turns out to have. */
export interface Selection {
  fieldsOf(type: GraphQLObjectType): readonly PlannedField[];
}

/** What is answered for a value that is neither null nor an error; throws where it can not be answered. */
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

/** One execution. */
export interface Run {
  readonly plan: Plan;
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
  readonly rootValue: unknown;
  readonly context: unknown;
  readonly errors: GraphQLError[];
}

/** A field, or an item of a list. */
export type Place = Info | Item;

export class Item {
  readonly list: Place;
  readonly index: number;

  constructor(list: Place, index: number) {
    this.list = list;
    this.index = index;
  }
}

/** Most of it is only put together when somebody asks. */
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

/** As errors have it. */
export function keysTo(place: Place): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Place | null = place; at; at = at instanceof Item ? at.list : at.parent) {
    keys.push(at instanceof Item ? at.index : at.field.key);
  }
  return keys.toReversed();
}

/** The field that a value is of. */
export function infoOf(place: Place): Info {
  let at = place;
  while (at instanceof Item) at = at.list;
  return at;
}
