/** The settings of histories. Validates `LOG_URL_TEMPLATE` here, because `src/config` may not import `src/history`. */
import type { HistorySettings } from '../../schema/context.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/setting-reader.ts';
import { checkLogUrlTemplate } from '../history/logs/log-url.ts';

/** @throws ConfigError when `LOG_URL_TEMPLATE` is not valid. */
export function historySettings({ logUrlTemplate, upgradeStuckAfterMs }: HistoryConfig): HistorySettings {
  const problems = logUrlTemplate === undefined ? [] : checkLogUrlTemplate(logUrlTemplate);
  if (problems.length > 0) {
    throw new ConfigError(
      problems.map((problem) => ({
        key: 'LOG_URL_TEMPLATE',
        problem: `is not a valid link template: ${problem.replace(/\.$/, '')}`,
        fix: 'Correct it or unset it',
      })),
    );
  }
  return { logUrlTemplate: logUrlTemplate ?? null, upgradeStuckAfterMs };
}

type HistoryConfig = Pick<Config, 'logUrlTemplate' | 'upgradeStuckAfterMs'>;
