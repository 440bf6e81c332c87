/** Parses the CMF server's version from the wire form to the domain type. */
import { z } from 'zod';
import { type Parse, part, text } from './fields.ts';

/** The CMF server's version; null for CMF before 2.2 (contract section 1). */
export interface SystemInformation {
  readonly version: string | null;
  readonly revision: string | null;
}

const systemInformation = z
  .object({ status: part({ version: text, revision: text }) })
  .transform(({ status }): SystemInformation => status);

export const parseSystemInformation: Parse<SystemInformation> = (wire) => systemInformation.parse(wire);
