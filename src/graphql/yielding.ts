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
export type Turn = () => Promise<void>;

/** One turn of the event loop for each who waits, in order. */
export function createTurns(): Turn {
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
const itemsOfTurn = 10;

/** Makes each page of the schema, and its items, wait for the turns of their operation, where it has any. */
export function takingTurns(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (isPage(getNamedType(field.type))) pageInTurn(field);
      else if (isPage(type) && (field.name === 'nodes' || field.name === 'edges')) itemsInTurns(field);
    }
  }
  return schema;
}

type Field = GraphQLField<unknown, Context>;

function isPage({ name }: GraphQLNamedType): boolean {
  return name.endsWith('Connection');
}

/** A whole list is sorted for one page of it. */
function pageInTurn(field: Field): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (parent, args, context, info) => {
    const page = () => resolve(parent, args, context, info);
    return context.turn ? context.turn().then(page) : page();
  };
}

function itemsInTurns(field: Field): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (parent, args, context, info) => {
    const items: unknown = resolve(parent, args, context, info);
    return context.turn && Array.isArray(items) ? inTurns(items, context.turn) : items;
  };
}

function inTurns(items: readonly unknown[], turn: Turn): readonly unknown[] {
  let mine: Promise<void> | undefined;
  return items.map((item, index) => {
    if (index > 0 && index % itemsOfTurn === 0) mine = turn();
    return mine ? mine.then(() => item) : item;
  });
}
