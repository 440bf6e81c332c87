/**
 * Random operations of a schema: any field, any argument, valid and unusual values, fragments, variables, aliases;
 * and operations with random syntax errors.
 */
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from '../../../src/emulator/random.ts';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Texts that are valid for the gateway: names, uids, ids, cursors. It grows with the responses. */
export interface Pool {
  readonly strings: string[];
}

/** One value in the forms of a document and of variables. */
interface Value {
  readonly literal: string;
  readonly json: unknown;
}

const odd: readonly [string, ...string[]] = [
  '',
  ' ',
  '*',
  '../..',
  '%2e%2e%2f',
  'a'.repeat(300),
  '\u0000',
  '\ud800',
  'é🏃\u202e',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  '1e400',
  '{"a":1}',
  "'; DROP TABLE jobs; --",
  '2026-01-01T00:00:00Z',
  '0000-00-00T99:99:99Z',
];
const integers: readonly [number, ...number[]] = [
  1,
  2,
  3,
  5,
  20,
  100,
  0,
  -1,
  101,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  1.5,
];

export function randomOperation(schema: GraphQLSchema, random: Random, pool: Pool): Operation {
  const variables: Record<string, unknown> = {};
  const definitions: string[] = [];
  const fragments: string[] = [];
  let fields = 0;
  let names = 0;

  const selection = (type: GraphQLNamedType, depth: number): string => {
    const parts: string[] = isAbstractType(type) ? ['__typename'] : [];
    const wanted = 1 + random.whole(depth > 6 ? 2 : 5);
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type)) {
        if (random.chance(0.7)) parts.push(`... on ${possible.name} { ${selection(possible, depth + 1)} }`);
      }
    } else if (isObjectType(type)) {
      for (let count = 0; count < wanted; count++) {
        const part = field(type, depth);
        if (part) parts.push(part);
      }
    }
    if (parts.length === 0) parts.push('__typename');
    const text = parts.join(' ');
    if (!random.chance(0.1)) return text;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
    return random.chance(0.5) ? `...${name}` : `...${name} ...${name} __typename`;
  };

  const field = (parent: GraphQLObjectType, depth: number): string | null => {
    const all = Object.values(parent.getFields());
    const chosen = all[random.whole(all.length)];
    if (!chosen || fields > 80) return null;
    const type = getNamedType(chosen.type);
    if (isCompositeType(type) && depth > 9) return null;
    fields++;
    const given = chosen.args.filter((argument) => isRequired(argument) || random.chance(0.25));
    const args = given.map((argument) => `${argument.name}: ${argumentText(argument)}`);
    const text = `${chosen.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
    // Fields of one name with different arguments conflict.
    const alias = chosen.args.length > 0 || random.chance(0.1) ? `a${names++}: ` : '';
    const directive = random.chance(0.03) ? ' @include(if: true)' : '';
    const below = isCompositeType(type) ? ` { ${selection(type, depth + 1)} }` : '';
    return `${alias}${text}${directive}${below}`;
  };

  const argumentText = (argument: GraphQLArgument): string => {
    const { literal, json } = valueOf(argument.type, 0);
    if (!random.chance(0.3)) return literal;
    const name = `v${definitions.length}`;
    definitions.push(`$${name}: ${String(argument.type)}`);
    variables[name] = json;
    return `$${name}`;
  };

  const valueOf = (type: GraphQLInputType, depth: number): Value => {
    if (isNonNullType(type)) return valueOf(type.ofType, depth);
    if (random.chance(0.03)) return { literal: 'null', json: null };
    if (isListType(type)) {
      const values = Array.from({ length: random.whole(4) }, () => valueOf(type.ofType, depth + 1));
      return {
        literal: `[${values.map(({ literal }) => literal).join(', ')}]`,
        json: values.map(({ json }) => json),
      };
    }
    if (isEnumType(type)) {
      const values = type.getValues();
      const name = values[random.whole(values.length)]?.name ?? '';
      return { literal: name, json: name };
    }
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).filter(
        (each) => isNonNullType(each.type) || random.chance(0.4),
      );
      const values = given.map((each) => [each.name, valueOf(each.type, depth + 1)] as const);
      return {
        literal: `{${values.map(([name, { literal }]) => `${name}: ${literal}`).join(', ')}}`,
        json: Object.fromEntries(values.map(([name, { json }]) => [name, json])),
      };
    }
    const json = scalar(type.name);
    return { literal: JSON.stringify(json), json };
  };

  const scalar = (name: string): unknown => {
    if (name === 'Boolean') return random.chance(0.5);
    if (name === 'Int') return random.chance(0.8) ? 1 + random.whole(20) : random.pick(integers);
    if (name === 'DateTime' && random.chance(0.7))
      return new Date(random.whole(2 ** 31) * 1000).toISOString();
    if (random.chance(0.15)) return random.pick(odd);
    return pool.strings[random.whole(pool.strings.length)] ?? 'a';
  };

  const kind = random.chance(0.85) ? 'query' : 'subscription';
  const root = kind === 'query' ? schema.getQueryType() : schema.getSubscriptionType();
  // A subscription has one root field; only queries use fragments at their root.
  const body = !root ? '' : kind === 'query' ? selection(root, 0) : (field(root, 0) ?? '__typename');
  const head = definitions.length > 0 ? `${kind} (${definitions.join(', ')})` : kind;
  return { query: `${head} { ${body} } ${fragments.join(' ')}`, variables };
}

function isRequired(argument: GraphQLArgument): boolean {
  return isNonNullType(argument.type) && argument.defaultValue === undefined;
}

const syntaxParts: readonly [string, ...string[]] = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  '"""',
  '$',
  '@',
  '...',
  '!',
  ':',
  '#',
  '\\u',
  '\u0000',
  '\ufeff',
  'null',
  'on',
  'fragment F0 on Query { ...F0 }',
  '@skip(if: true)',
  '@defer',
  '__schema',
  '__typename',
  'first: -1',
  'mutation',
];

/** A text with a few random deletions, duplications, swaps or insertions. */
export function broken(text: string, random: Random): string {
  let result = text;
  for (let times = 1 + random.whole(3); times > 0; times--) {
    const at = random.whole(result.length + 1);
    const end = Math.min(result.length, at + 1 + random.whole(12));
    const part = result.slice(at, end);
    const put = random.pick([
      '',
      part + part,
      random.pick(syntaxParts),
      part.split('').toReversed().join(''),
    ]);
    result = result.slice(0, at) + put + result.slice(end);
  }
  return result;
}
