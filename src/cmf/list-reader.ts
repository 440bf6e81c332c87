/** Reads a whole list of CMF, of any kind of item. */
import { readPages } from './read-all-pages.ts';
import type { CallOptions, Reader } from './reader.ts';
import type { Parse } from './resources/fields.ts';
import { parsePage } from './resources/list-page.ts';
import { type OnUnreadableTime, withTimeCheck } from './resources/time-check.ts';

export interface Listing<Item> {
  readonly operation: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly parse: Parse<Item>;
  /** Two items with the same identity are versions of one item. */
  readonly identity: (item: Item) => string;
}

export type ListReader = <Item>(listing: Listing<Item>, call?: CallOptions) => Promise<readonly Item[]>;

/** An item that CMF sent and the gateway could not read. */
export interface MalformedReport {
  /** The client's method, e.g. `listApplications`. */
  readonly operation: string;
  readonly detail: string;
}

export interface ListReaderOptions {
  readonly read: Reader;
  readonly pageSize: number;
  readonly onMalformed: ((report: MalformedReport) => void) | undefined;
  readonly onUnreadableTime: OnUnreadableTime | undefined;
}

export function createListReader(options: ListReaderOptions): ListReader {
  const { read, pageSize, onMalformed, onUnreadableTime } = options;
  return ({ operation, path, query, parse, identity }, call) => {
    const report = (detail: string) => onMalformed?.({ operation, detail });
    const parseItem = withTimeCheck(operation, parse, onUnreadableTime);
    const fetch = (page: number) => {
      const parameters = new URLSearchParams({ page: `${page}`, size: `${pageSize}`, ...query });
      return read({
        ...call,
        operation,
        path: `${path}?${parameters}`,
        parse: (wire) => parsePage(wire, parseItem, report),
      });
    };
    return readPages({ operation, fetch, identity });
  };
}
