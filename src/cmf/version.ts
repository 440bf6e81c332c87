/** The capabilities of a CMF, derived from its version (contract section 1). */
import type { SystemInformation } from './resources/system-information.ts';

export interface CmfCapabilities {
  /** `fields=`: lists with selected fields only; CMF 2.3 and newer. */
  readonly sparse: boolean;
}

/** An unknown or unreadable version gets the capabilities of CMF 2.0. */
export function capabilitiesOf({ version }: SystemInformation): CmfCapabilities {
  const [, major, minor] = /^\s*v?(\d+)\.(\d+)/i.exec(version ?? '') ?? [];
  return {
    sparse: major !== undefined && (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 3)),
  };
}
