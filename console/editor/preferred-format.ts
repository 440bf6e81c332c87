/** The format that was chosen last in this browser. */
import type { SpecFormat } from './spec-text.ts';

const key = 'console.spec-format';

export function preferredFormat(): SpecFormat {
  try {
    return localStorage.getItem(key) === 'json' ? 'json' : 'yaml';
  } catch {
    return 'yaml';
  }
}

export function rememberFormat(format: SpecFormat): void {
  try {
    localStorage.setItem(key, format);
  } catch {
    // Storage is full or disabled; only the preference is lost.
  }
}
