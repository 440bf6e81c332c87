/** Settings of the redaction. */
import { describe, expect, test } from 'vitest';
import { createRedaction, noRedaction, redacted } from '../../../src/redaction/redaction.ts';
import { redaction } from './fixtures.ts';

describe('settings', () => {
  test('REDACT_KEYS adds to the list and removes nothing from it', () => {
    const more = createRedaction({ keys: ['pass-phrase', 'x.y'] });
    expect(more.json({ PASSPHRASE: 'a', 'x-y': 'b', xzy: 'c', password: 'd' })).toEqual({
      PASSPHRASE: redacted,
      'x-y': redacted,
      xzy: 'c',
      password: redacted,
    });
    expect(redaction.json({ PASSPHRASE: 'a' })).toEqual({ PASSPHRASE: 'a' });
  });

  test('a key of the configuration is matched as a whole', () => {
    expect(redaction.value('sasl.jaas.config', 'x required y;')).toBe(redacted);
    expect(redaction.value('env.java.opts.all', '-Dtoken=hunter1 -Xmx1g')).toBe(`-Dtoken=${redacted} -Xmx1g`);
    expect(redaction.value('password', undefined)).toBeUndefined();
  });

  test('off changes nothing', () => {
    expect(noRedaction.json({ password: 'hunter1' })).toEqual({ password: 'hunter1' });
    expect(noRedaction.value('password', 'hunter1')).toBe('hunter1');
  });
});
