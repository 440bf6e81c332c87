/**
 * Reads single settings from environment variables and collects the problems, so that one `ConfigError` lists all
 * invalid keys. No message contains a secret.
 */
import type { Setting } from './kinds.ts';
import { type Key, settings, type Value } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ConfigProblem {
  readonly key: string;
  /** The error, with the value unless it is secret. */
  readonly problem: string;
  readonly fix: string;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ key, problem, fix }) => `  ${key} ${problem}. ${fix}`);
    super(['The configuration is not valid:', ...lines].join('\n'));
    this.problems = problems;
  }
}

/** Returns the parsed value, or the default when the variable is unset or empty. An invalid value is added to `problems`. */
export type ReadSetting = <K extends Key>(key: K) => Value<K>;

export function createSettingReader(env: Environment, problems: ConfigProblem[]): ReadSetting {
  return <K extends Key>(key: K): Value<K> => {
    const setting: Setting = settings[key];
    const text = env[key] || setting.default;
    if (text === undefined) return undefined as Value<K>;
    const result = setting.schema.safeParse(text);
    if (result.success) return result.data as Value<K>;
    const shown = setting.secret ? '(value hidden)' : JSON.stringify(withoutCredentials(text));
    problems.push({
      key,
      problem: `${shown} ${result.error.issues.map((issue) => issue.message).join(' and ')}`,
      fix: `Give ${setting.expects}, such as ${setting.example}`,
    });
    return undefined as Value<K>;
  };
}

/** Hides the parts of an invalid value that may contain misplaced credentials; the rest is shown. */
function withoutCredentials(value: string): string {
  return value
    .replace(/[^/\s]*@/, '(hidden)@')
    .replace(/\?.+/, '?(hidden)')
    .replace(/-----BEGIN[^]*/, '(hidden)');
}
