/**
 * Cooperative yielding: a large operation completes its pages a few items at a time and lets the event loop handle
 * other work in between. Small operations, which are the most frequent, complete without yielding.
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

/** Resolves after the event loop has handled other work. */
export type YieldToEventLoop = () => Promise<void>;

/** Resumes waiting operations in order, one per iteration of the event loop. */
export function createYielding(): YieldToEventLoop {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    // `setImmediate` lets the event loop handle new I/O first.
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(next);
    });
}

/** Items completed without yielding; each may have as many fields as a document. */
const itemsPerTurn = 10;

/**
 * Wraps the connection fields of the schema, and their items, so that they yield if the context of their operation
 * has `yieldToEventLoop`. Changes the schema in place.
 */
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

/** The resolver sorts the whole list for one page. */
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
  let turn: Promise<void> | undefined;
  return items.map((item, index) => {
    if (index > 0 && index % itemsPerTurn === 0) turn = yieldToEventLoop();
    return turn ? turn.then(() => item) : item;
  });
}
