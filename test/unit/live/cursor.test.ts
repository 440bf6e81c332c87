import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../src/live/cursor.ts';

const positions = fc.record({ epoch: fc.uuid(), sequence: fc.nat(Number.MAX_SAFE_INTEGER) });

describe('a cursor', () => {
  it('decodes to the position that it encodes', () => {
    fc.assert(
      fc.property(positions, fc.boolean(), (position, midSnapshot) => {
        const text = encodeCursor(position, { midSnapshot });
        expect(decodeCursor(text)).toEqual({ ...position, midSnapshot });
        expect(text).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('that is truncated or not a cursor is null', () => {
    const whole = encodeCursor({ epoch: 'e', sequence: 12 });
    for (const text of ['', ' ', whole.slice(0, 2), `${whole}!`, 'e:12', 'x'.repeat(500)]) {
      expect(decodeCursor(text)).toBeNull();
    }
    const tooLarge = Buffer.from('e:9999999999999999').toString('base64url');
    expect(decodeCursor(tooLarge)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => void decodeCursor(text)));
  });
});
