/**
 * Confirms environments that are missing from CMF's list before they are removed. CMF's pages are offsets over a
 * changing list and may skip an item, and one wrong empty list must not empty the mirror.
 *
 * Few missing environments are read one by one. When many are missing at once, the first list fails as malformed, so
 * that the copy stays and is marked stale; a second list without the same environments is accepted.
 */
import type { CallOptions, CmfClient } from '../../cmf/client.ts';
import { CmfError, isNotFound, isRefused } from '../../cmf/errors.ts';
import type { Environment } from '../../cmf/resources/environment.ts';

/** `known` by name as in the mirror, `listed` as in CMF's list. Resolves with the environments that exist. */
export type ConfirmEnvironments = (
  known: ReadonlyMap<string, Environment>,
  listed: readonly Environment[],
  call: CallOptions,
) => Promise<readonly Environment[]>;

/** More missing environments than this are not read one by one. */
const maxReads = 10;

export function createConfirmEnvironments(cmf: CmfClient): ConfirmEnvironments {
  let missingBefore: ReadonlySet<string> = new Set();

  return async (known, listed, call) => {
    const names = new Set(listed.map(({ name }) => name));
    const missing = [...known.values()].filter(({ name }) => !names.has(name));
    const isSecondList = missing.every(({ name }) => missingBefore.has(name));
    missingBefore = new Set(missing.map(({ name }) => name));
    if (missing.length > maxReads) {
      if (isSecondList) return listed;
      throw new CmfError({
        operation: 'listEnvironments',
        failure: 'MALFORMED',
        retryable: true,
        message: `CMF's list lacks ${missing.length} known environments`,
      });
    }
    const confirmed = await Promise.all(missing.map(({ name }) => readIfPresent(cmf, name, call)));
    return [...listed, ...confirmed.filter((environment) => environment !== null)];
  };
}

/** Null when the environment is gone, or no longer visible to the gateway. */
async function readIfPresent(cmf: CmfClient, name: string, call: CallOptions): Promise<Environment | null> {
  try {
    return await cmf.getEnvironment(name, call);
  } catch (error) {
    if (isNotFound(error) || isRefused(error)) return null;
    throw error;
  }
}
