/**
 * Value completion: section 6.4 of the GraphQL specification. Each type gets its completion function once, so
 * execution does not inspect types again.
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

/** The response object of a selection set. It has no inherited properties, so every name is safe as a field. */
export class Data {
  [key: string]: unknown;
}
Object.setPrototypeOf(Data.prototype, null);

/** Executes the fields of an object. Throws the located error of a non-null field that has no value. */
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
      return throwAfterAll(pending ?? [], error);
    }
    // Set even while it is a promise: the keys keep the order of the document.
    data[field.key] = value;
    if (value instanceof Promise) {
      pending ??= [];
      pending.push(value.then((completed) => void (data[field.key] = completed)));
    }
  }
  return pending ? Promise.all(pending).then(() => data) : data;
}

/** Waits for all running fields before it throws, so that none of their rejections is unhandled. */
function throwAfterAll(pending: readonly Promise<unknown>[], error: unknown): Promise<never> {
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
        ? resolved.then((settled: unknown) => complete(settled, info, field, execution))
        : complete(resolved, info, field, execution);
    if (!(value instanceof Promise)) return value;
    return value.catch((error: unknown) => handleFieldError(error, isNonNull, info, field, execution));
  } catch (error) {
    return handleFieldError(error, field.isNonNull, info, field, execution);
  }
}

/** Records the error and returns null for a nullable field. For a non-null field it throws to the parent. */
function handleFieldError(
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
  const nonNullOrThrow = (value: unknown, { parentType, name }: PlannedField): unknown => {
    if (value !== null) return value;
    throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${name}.`);
  };
  return (value, place, field, execution) => {
    const inner = complete(value, place, field, execution);
    return inner instanceof Promise
      ? inner.then((completed) => nonNullOrThrow(completed, field))
      : nonNullOrThrow(inner, field);
  };
}

function leaf(type: GraphQLLeafType): Complete {
  return (value) => {
    const result = type.serialize(value);
    if (result == null) throw new Error(`${type.name} serialised a value to null or undefined.`);
    return result;
  };
}

function object(type: GraphQLObjectType): Complete {
  return (value, place, field, execution) => dataOf(field.selection.fieldsOf(type), value, place, execution);
}

function abstract(type: GraphQLAbstractType): Complete {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (value, place, field, execution) => {
    const completeAs = (name: string | undefined): MaybePromise<unknown> => {
      const concrete = name === undefined ? undefined : execution.schema.getType(name);
      if (!isObjectType(concrete) || !execution.schema.isSubType(type, concrete)) {
        throw new GraphQLError(
          `Abstract type "${type.name}" was resolved to "${name}", which is not one of its possible types.`,
        );
      }
      return completerOf(concrete)(value, place, field, execution);
    };
    const resolvedName = resolveType(value, execution.context, infoOf(place), type);
    return resolvedName instanceof Promise
      ? resolvedName.then(completeAs)
      : completeAs(resolvedName ?? undefined);
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
    for (const element of value) {
      const index = items.length;
      let item: MaybePromise<unknown>;
      try {
        item = itemOf(element, complete, isNonNull, new Item(place, index), field, execution);
      } catch (error) {
        // The remaining promises are never completed: their rejections must be handled here.
        const rest = Array.isArray(value)
          ? value.slice(index + 1).filter((other) => other instanceof Promise)
          : [];
        return throwAfterAll([...(pending ?? []), ...rest], error);
      }
      items.push(item);
      if (item instanceof Promise) {
        pending ??= [];
        pending.push(item.then((completed) => void (items[index] = completed)));
      }
    }
    return pending ? Promise.all(pending).then(() => items) : items;
  };
}

function itemOf(
  element: unknown,
  complete: Complete,
  isNonNull: boolean,
  place: Item,
  field: PlannedField,
  execution: Run,
): MaybePromise<unknown> {
  try {
    const item =
      element instanceof Promise
        ? element.then((settled: unknown) => complete(settled, place, field, execution))
        : complete(element, place, field, execution);
    if (!(item instanceof Promise)) return item;
    return item.catch((error: unknown) => handleFieldError(error, isNonNull, place, field, execution));
  } catch (error) {
    return handleFieldError(error, isNonNull, place, field, execution);
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
