/** `ETag` and `If-None-Match`, which a CMF may or may not support (contract section 3). */
import { describe, expect, it } from 'vitest';
import { applications, environments, events, openWithRunningOrders, orders, postEnvironment } from './cmf.ts';

describe('ETag', () => {
  it.each([environments, applications, orders])(
    'of %s is honoured until the response changes',
    async (path) => {
      await using cmf = await openWithRunningOrders({}, { etag: true });
      const first = await cmf.send('GET', path);
      const headers = { 'if-none-match': String(first.headers.get('etag')) };
      const second = await cmf.send('GET', path, { headers });
      expect(second).toMatchObject({ status: 304, text: '' });
      expect(second.headers.get('etag')).toBe(first.headers.get('etag'));

      await postEnvironment(cmf, { labels: { tier: 'dev' } });
      cmf.emulator.world.setJobState('dev1', 'orders', 'FAILED');
      const third = await cmf.send('GET', path, { headers });
      expect(third.status).toBe(200);
      expect(third.headers.get('etag')).not.toBe(first.headers.get('etag'));
    },
  );

  it.each([`${environments}/dev1`, `${orders}/instances`, events, `${orders}/savepoints`])(
    'is not offered for %s',
    async (path) => {
      await using cmf = await openWithRunningOrders({}, { etag: true });
      expect((await cmf.send('GET', path)).headers.get('etag')).toBeNull();
    },
  );

  it('is neither sent nor honoured when switched off', async () => {
    await using cmf = await openWithRunningOrders();
    const reply = await cmf.send('GET', orders, { headers: { 'if-none-match': '*' } });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('etag')).toBeNull();
  });
});
