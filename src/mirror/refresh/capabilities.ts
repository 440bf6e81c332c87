/** What this CMF can do, from its version; asked once and then seldom, as CMF can be upgraded under us. */
import type { CmfClient } from '../../cmf/client.ts';
import { isRefused } from '../../cmf/errors.ts';
import { capabilitiesOf } from '../../cmf/version.ts';

export interface Capabilities {
  /**
   * Asks when the last answer is old. Never fails: without an answer the last one stands, and at first the least
   * is assumed. If CMF is down, the read that comes next says so.
   */
  refresh(): Promise<void>;
  /** True when CMF can answer sparse lists (2.3 and newer). */
  readonly sparse: boolean;
  readonly version: string | null;
}

const askEveryMs = 5 * 60_000;

export function createCapabilities({ cmf, now }: { cmf: CmfClient; now: () => number }): Capabilities {
  let version: string | null = null;
  let sparse = false;
  let askedAt: number | null = null;
  let asking: Promise<void> | null = null;

  const ask = async () => {
    const information = await cmf.systemInformation();
    version = information.version;
    sparse = capabilitiesOf(information).sparse;
    askedAt = now();
  };

  return {
    refresh() {
      if (askedAt !== null && now() - askedAt < askEveryMs) return Promise.resolve();
      asking ??= ask()
        .catch((error: unknown) => {
          // Who may not know the version will not learn it by asking before every refresh.
          if (isRefused(error)) askedAt = now();
        })
        .finally(() => {
          asking = null;
        });
      return asking;
    },
    get sparse() {
      return sparse;
    },
    get version() {
      return version;
    },
  };
}
