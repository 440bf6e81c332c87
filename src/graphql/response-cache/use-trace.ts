/** Tells the trace of an execution what its document and its result mean for using the answer again. */
import { type DocumentNode, visit } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../../schema/context.ts';
import type { RequestContext } from '../request-context.ts';

/** Fields that show how old data is. */
const ages = new Set(['observedAt', 'stale']);
/** Fields whose value moves with the clock though nothing changed. */
const clocks = new Set(['logs', 'statistics', 'upgrade']);

export function useTrace(): Plugin<Context & RequestContext> {
  return {
    onExecute: ({ args }) => {
      const { trace } = args.contextValue;
      if (!trace) return undefined;
      const { showsAge, showsClock } = featuresOf(args.document);
      if (showsAge) trace.showsAge();
      if (showsClock) trace.spoil();
      return {
        onExecuteDone({ result }) {
          if (isAsyncIterable(result) || result.errors) trace.spoil();
        },
      };
    },
  };
}

interface Features {
  readonly showsAge: boolean;
  readonly showsClock: boolean;
}

const known = new WeakMap<DocumentNode, Features>();

function featuresOf(document: DocumentNode): Features {
  let features = known.get(document);
  if (!features) {
    const names = new Set<string>();
    visit(document, { Field: ({ name }) => void names.add(name.value) });
    features = { showsAge: !names.isDisjointFrom(ages), showsClock: !names.isDisjointFrom(clocks) };
    known.set(document, features);
  }
  return features;
}
