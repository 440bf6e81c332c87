/** What the configuration says of histories, checked where configuration itself may not look. */
import type { HistorySettings } from '../../schema/context.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { checkLogUrlTemplate } from '../history/logs/log-url.ts';

/** @throws ConfigError when `LOG_URL_TEMPLATE` can't be filled in. */
export function historySettings({ logUrlTemplate, upgradeStuckAfterMs }: HistoryConfig): HistorySettings {
  const problems = logUrlTemplate === undefined ? [] : checkLogUrlTemplate(logUrlTemplate);
  if (problems.length > 0) {
    throw new ConfigError(
      problems.map((problem) => ({
        key: 'LOG_URL_TEMPLATE',
        problem: `is no template of a link: ${problem.replace(/\.$/, '')}`,
        fix: 'Mend it or unset it',
      })),
    );
  }
  return { logUrlTemplate: logUrlTemplate ?? null, upgradeStuckAfterMs };
}

type HistoryConfig = Pick<Config, 'logUrlTemplate' | 'upgradeStuckAfterMs'>;
