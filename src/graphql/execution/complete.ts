/**
 * Values into answers: section 6.4 of the specification. A way to complete a value is made once for each type, so that
 * no type is asked for its kind again and again.
 */
import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
} from 'graphql';
import type { MaybePromise } from '../../maybe-promise.ts';
import {
  type Complete,
  Info,
  Item,
  infoOf,
  keysTo,
  type Place,
  type PlannedField,
  type Run,
} from './model.ts';

/** The answer to a selection. With no prototype that has anything, so that every name is a field like any other. */
export class Data {
  [key: string]: unknown;
}
Object.setPrototypeOf(Data.prototype, null);

/** What an object answers. Throws the located error of a non-null field that has no value. */
export function dataOf(
  fields: readonly PlannedField[],
  source: unknown,
  parent: Place | null,
  execution: Run,
): MaybePromise<Data> {
  const data = new Data();
  let pending: Promise<void>[] | undefined;
  for (const field of fields) {
    let value: MaybePromise<unknown>;
    try {
      value = valueOf(field, source, parent, execution);
    } catch (error) {
      return afterAll(pending ?? [], error);
    }
    // A promise too, so that the fields come in the order of the document.
    data[field.key] = value;
    if (value instanceof Promise) {
      pending ??= [];
      pending.push(value.then((known) => void (data[field.key] = known)));
    }
  }
  return pending ? Promise.all(pending).then(() => data) : data;
}

/** What runs already runs to its end before the failure is told, so that nobody is left to fail unheard. */
function afterAll(pending: readonly Promise<unknown>[], error: unknown): Promise<never> {
  if (pending.length === 0) throw error;
  return Promise.allSettled(pending).then(() => {
    throw error;
  });
}

function valueOf(
  field: PlannedField,
  source: unknown,
  parent: Place | null,
  execution: Run,
): MaybePromise<unknown> {
  const info = new Info(field, parent, execution);
  try {
    const { resolve, argumentsOf, complete, isNonNull } = field;
    const resolved: unknown = resolve(source, argumentsOf(execution.variables), execution.context, info);
    const value =
      resolved instanceof Promise
        ? resolved.then((known: unknown) => complete(known, info, field, execution))
        : complete(resolved, info, field, execution);
    if (!(value instanceof Promise)) return value;
    return value.catch((error: unknown) => failed(error, isNonNull, info, field, execution));
  } catch (error) {
    return failed(error, field.isNonNull, info, field, execution);
  }
}

/** Null where there may be null; else the failure is that of what it stands in. */
function failed(
  error: unknown,
  isNonNull: boolean,
  place: Place,
  { nodes }: PlannedField,
  { errors }: Run,
): null {
  const located = locatedError(error, nodes, keysTo(place));
  if (isNonNull) throw located;
  errors.push(located);
  return null;
}

const completers = new WeakMap<GraphQLOutputType, Complete>();

export function completerOf(type: GraphQLOutputType): Complete {
  let complete = completers.get(type);
  if (!complete) completers.set(type, (complete = createCompleter(type)));
  return complete;
}

function createCompleter(type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) return nonNull(completerOf(type.ofType));
  if (isListType(type)) return nullable(list(completerOf(type.ofType), isNonNullType(type.ofType)));
  if (isLeafType(type)) return nullable(leaf(type));
  if (isObjectType(type)) return nullable(object(type));
  return nullable(abstract(type));
}

function nullable(complete: Complete): Complete {
  return (value, place, field, execution) => {
    if (value == null) return null;
    if (value instanceof Error) throw value;
    return complete(value, place, field, execution);
  };
}

function nonNull(complete: Complete): Complete {
  const present = (value: unknown, { parentType, name }: PlannedField): unknown => {
    if (value !== null) return value;
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${name}.`);
  };
  return (value, place, field, execution) => {
    const inner = complete(value, place, field, execution);
    return inner instanceof Promise ? inner.then((known) => present(known, field)) : present(inner, field);
  };
}

function leaf(type: GraphQLLeafType): Complete {
  return (value) => {
    const result = type.serialize(value);
    if (result == null) throw new Error(`${type.name} serialises a value to nothing.`);
    return result;
  };
}

function object(type: GraphQLObjectType): Complete {
  return (value, place, field, execution) => dataOf(field.selection.fieldsOf(type), value, place, execution);
}

function abstract(type: GraphQLAbstractType): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (value, place, field, execution) => {
    const answer = (name: string | undefined): MaybePromise<unknown> => {
      const concrete = name === undefined ? undefined : execution.schema.getType(name);
      if (!isObjectType(concrete) || !execution.schema.isSubType(type, concrete)) {
        throw new GraphQLError(
          `Abstract type "${type.name}" was resolved to "${name}", which is none of its types.`,
        );
      }
      return completerOf(concrete)(value, place, field, execution);
    };
    const found = resolveType(value, execution.context, infoOf(place), type);
    return found instanceof Promise ? found.then(answer) : answer(found ?? undefined);
  };
}

function list(complete: Complete, isNonNull: boolean): Complete {
  return (value, place, field, execution) => {
    if (!isIterable(value)) {
      const { parentType, name } = field;
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${parentType.name}.${name}".`,
      );
    }
    const items: unknown[] = [];
    let pending: Promise<void>[] | undefined;
    for (const given of value) {
      const index = items.length;
      let item: MaybePromise<unknown>;
      try {
        item = itemOf(given, complete, isNonNull, new Item(place, index), field, execution);
      } catch (error) {
        // Nobody else hears of those that come after it.
        const rest = Array.isArray(value)
          ? value.slice(index + 1).filter((one) => one instanceof Promise)
          : [];
        return afterAll([...(pending ?? []), ...rest], error);
      }
      items.push(item);
      if (item instanceof Promise) {
        pending ??= [];
        pending.push(item.then((known) => void (items[index] = known)));
      }
    }
    return pending ? Promise.all(pending).then(() => items) : items;
  };
}

function itemOf(
  given: unknown,
  complete: Complete,
  isNonNull: boolean,
  place: Item,
  field: PlannedField,
  execution: Run,
): MaybePromise<unknown> {
  try {
    const item =
      given instanceof Promise
        ? given.then((known: unknown) => complete(known, place, field, execution))
        : complete(given, place, field, execution);
    if (!(item instanceof Promise)) return item;
    return item.catch((error: unknown) => failed(error, isNonNull, place, field, execution));
  } catch (error) {
    return failed(error, isNonNull, place, field, execution);
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
