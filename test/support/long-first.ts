/**
 * A vitest sequencer: the folders whose files start processes and wait for them come first, one of each folder at a
 * time, so that waiting overlaps with computing, and short files remain for the end. Without results of an earlier run,
 * as in CI, Vitest sorts by the size of a file, and a small file can take half a minute.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const longFolders = [
  'test/upgrade/',
  'test/chaos/',
  'test/bench/',
  'test/console/',
  'test/live/',
  'test/security/',
];

export default class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- not the method of an array
    const sorted = await super.sort(files);
    const { root } = this.ctx.config;
    const folders = Map.groupBy(sorted, ({ moduleId }) =>
      longFolders.find((folder) => moduleId.startsWith(`${root}/${folder}`)),
    );
    const long = longFolders.map((folder) => folders.get(folder) ?? []);
    return [...inTurn(long), ...(folders.get(undefined) ?? [])];
  }
}

/** The first of each, the second of each, … */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}
