/** Marks the trace of an execution as cacheable or not, by its document and its result. */
import { type DocumentNode, visit } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../../schema/context.ts';
import type { RequestContext } from '../request-context.ts';

/** Fields that show the age of data. */
const ageFields = new Set(['observedAt', 'stale']);
/**
 * Fields whose value changes without a change in the mirror: it depends on the clock, or on a read of CMF or Flink.
 */
const clockFields = new Set(['job', 'logs', 'planApplication', 'problems', 'statistics', 'upgrade']);

export function useTrace(): Plugin<Context & RequestContext> {
  return {
    onExecute: ({ args }) => {
      const { trace } = args.contextValue;
      if (!trace) return undefined;
      const { showsAge, dependsOnClock } = featuresOf(args.document);
      if (showsAge) trace.markShowsAge();
      if (dependsOnClock) trace.markUncacheable();
      return {
        onExecuteDone({ result }) {
          if (isAsyncIterable(result) || result.errors) trace.markUncacheable();
        },
      };
    },
  };
}

interface Features {
  readonly showsAge: boolean;
  readonly dependsOnClock: boolean;
}

const featuresByDocument = new WeakMap<DocumentNode, Features>();

function featuresOf(document: DocumentNode): Features {
  let features = featuresByDocument.get(document);
  if (!features) {
    const names = new Set<string>();
    visit(document, { Field: ({ name }) => void names.add(name.value) });
    features = {
      showsAge: !names.isDisjointFrom(ageFields),
      dependsOnClock: !names.isDisjointFrom(clockFields),
    };
    featuresByDocument.set(document, features);
  }
  return features;
}
