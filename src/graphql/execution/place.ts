/** Where a value stands in the answer, and what a resolver may ask about its field. */
import type { GraphQLError, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { Plan, PlannedField, Variables } from './plan.ts';

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
