/**
 * Turns: a large operation completes its pages a few items at a time, and everything else that waits for the event loop
 * goes in between. A small operation, which is most of them, completes at once.
 */
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import type { Context } from '../../schema/context.ts';

/** Ends when it is its turn. */
export type YieldToEventLoop = () => Promise<void>;

/** One turn of the event loop for each who waits, in order. */
export function createYielding(): YieldToEventLoop {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    // Not in this round: what has come in from outside is taken first.
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(next);
    });
}

/** Items that are completed in one turn; each may have as many fields as a document. */
const itemsPerTurn = 10;

/** Makes each page of the schema, and its items, wait for the turns of their operation, where it has any. */
export function withYielding(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (isPage(getNamedType(field.type))) yieldBeforePage(field);
      else if (isPage(type) && (field.name === 'nodes' || field.name === 'edges')) yieldBetweenItems(field);
    }
  }
  return schema;
}

type Field = GraphQLField<unknown, Context>;

function isPage({ name }: GraphQLNamedType): boolean {
  return name.endsWith('Connection');
}

/** A whole list is sorted for one page of it. */
function yieldBeforePage(field: Field): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (parent, args, context, info) => {
    const page = () => resolve(parent, args, context, info);
    return context.yieldToEventLoop ? context.yieldToEventLoop().then(page) : page();
  };
}

function yieldBetweenItems(field: Field): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (parent, args, context, info) => {
    const items: unknown = resolve(parent, args, context, info);
    return context.yieldToEventLoop && Array.isArray(items)
      ? yieldingItems(items, context.yieldToEventLoop)
      : items;
  };
}

function yieldingItems(items: readonly unknown[], yieldToEventLoop: YieldToEventLoop): readonly unknown[] {
  let mine: Promise<void> | undefined;
  return items.map((item, index) => {
    if (index > 0 && index % itemsPerTurn === 0) mine = yieldToEventLoop();
    return mine ? mine.then(() => item) : item;
  });
}
