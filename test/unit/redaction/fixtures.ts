/** The redaction with its default keys. */
import type { Json } from '../../../src/json.ts';
import { createRedaction } from '../../../src/redaction/redaction.ts';

export const redaction = createRedaction();

export const text = (value: Json | undefined) => JSON.stringify(value);
