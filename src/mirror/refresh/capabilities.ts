/** The capabilities of this CMF, by its version. Read at start and then every few minutes, as CMF can be upgraded. */
import type { CmfClient } from '../../cmf/client.ts';
import { isRefused } from '../../cmf/errors.ts';
import { capabilitiesOf } from '../../cmf/version.ts';
import { createSingleFlight } from '../single-flight.ts';

export interface Capabilities {
  /**
   * Reads the version when the last result is old. Never rejects: on failure the last result stays, and before the
   * first result the oldest CMF is assumed. If CMF is down, the read that follows fails. Aborting `interest` ends the
   * caller's wait.
   */
  refresh(interest?: AbortSignal): Promise<void>;
  /** True when CMF supports sparse lists (2.3 and newer). */
  readonly sparse: boolean;
  readonly version: string | null;
}

const maxAgeMs = 5 * 60_000;

export function createCapabilities({ cmf, now }: { cmf: CmfClient; now: () => number }): Capabilities {
  let version: string | null = null;
  let sparse = false;
  let readAt: number | null = null;
  const flights = createSingleFlight<void>(now);

  const read = async (signal: AbortSignal) => {
    const information = await cmf.systemInformation({ signal });
    version = information.version;
    sparse = capabilitiesOf(information).sparse;
    readAt = now();
  };

  return {
    async refresh(interest) {
      if (readAt !== null && now() - readAt < maxAgeMs) return;
      await flights('version', 0, read, interest).catch((error: unknown) => {
        // CMF refuses the version to this principal: do not ask again before every refresh.
        if (isRefused(error)) readAt = now();
      });
    },
    get sparse() {
      return sparse;
    },
    get version() {
      return version;
    },
  };
}
