/** How the gateway serves the console: its headers, its paths beside the API, its size, and its absence. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../support/gateway.ts';

const navigation = { headers: { accept: 'text/html,application/xhtml+xml' } };
const cmf = { fleet: 'empty' } as const;

describe('a gateway with the console', () => {
  test('sends the page at every path that a browser navigates to, under a strict policy', async () => {
    await using gateway = await startGateway({ cmf });
    for (const path of ['/', '/applications', '/environments/a/applications/b']) {
      const response = await fetch(gateway.origin + path, navigation);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      const policy = response.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
    }
    const get = async (path: string, init?: RequestInit) => (await fetch(gateway.origin + path, init)).status;
    expect(await get('/applications')).toBe(404);
    expect(await get('/assets/none.js')).toBe(404);
    expect(await get('/health', navigation)).toBe(200);
    expect(await get('/', { method: 'POST' })).toBe(405);
    const metrics = await fetch(`${gateway.origin}/metrics`, navigation);
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
    const graphiql = await fetch(gateway.url, navigation);
    expect(await graphiql.text()).toContain('GraphiQL');
  });

  test('sends its assets compressed and immutable', async () => {
    await using gateway = await startGateway({ cmf });
    const [script = ''] = firstScripts();
    const response = await fetch(gateway.origin + script, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(Number(response.headers.get('content-length'))).toBe(statSync(`console/dist${script}.br`).size);
  });

  test.each(['fleet-page', 'applications-page'])(
    'sends at most 200 kB of JavaScript until the first view of the %s is shown',
    async (name) => {
      await using gateway = await startGateway({ cmf });
      const view = assets().find((asset) => asset.startsWith(`/assets/${name}-`) && asset.endsWith('.js'));
      const scripts = withImports([...firstScripts(), view ?? '']);
      expect(scripts.size).toBeGreaterThan(2);
      let bytes = 0;
      for (const script of scripts) {
        const response = await fetch(gateway.origin + script, { headers: { 'accept-encoding': 'br' } });
        expect(response.status).toBe(200);
        bytes += Number(response.headers.get('content-length'));
      }
      expect(bytes).toBeLessThan(200_000);
    },
  );

  test('does not serve the manifest of its documents', async () => {
    await using gateway = await startGateway({ cmf });
    expect((await fetch(`${gateway.origin}/persisted-documents.json`)).status).toBe(404);
  });
});

describe('the settings of the sign-in', () => {
  const settingsOf = async (origin: string) => (await fetch(`${origin}/console-settings.json`)).json();

  test('callers without tokens need none', async () => {
    await using gateway = await startGateway({ cmf });
    expect(await settingsOf(gateway.origin)).toEqual({ usesTokens: false, oidc: null });
  });

  test('the policy of the page allows connections to the issuer and the configured origins', async () => {
    const env = {
      CMF_TOKEN: 'gateway',
      CMF_AUTH: 'forward',
      CONSOLE_OIDC_ISSUER: 'https://login.example/realms/flink',
      CONSOLE_OIDC_CLIENT_ID: 'console',
      CONSOLE_OIDC_SCOPE: 'openid offline_access',
      CONSOLE_OIDC_CONNECT_ORIGINS: 'https://oauth2.login.example',
    };
    await using emulator = await startEmulator(cmf);
    await using gateway = await startGateway({
      emulator,
      env: { CMF_URL: emulator.url, ...env },
      isEmulated: true,
    });
    const origins = ['https://login.example', 'https://oauth2.login.example'];
    expect(await settingsOf(gateway.origin)).toEqual({
      usesTokens: true,
      oidc: {
        issuer: 'https://login.example/realms/flink',
        clientId: 'console',
        scope: 'openid offline_access',
        audience: null,
        origins,
      },
    });
    const page = await fetch(gateway.origin, navigation);
    expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ${origins.join(' ')};`);
  });
});

test('without the console, `/` redirects to GraphiQL and other paths do not exist', async () => {
  await using gateway = await startGateway({ cmf, env: { CONSOLE: 'false' } });
  const response = await fetch(gateway.origin, { ...navigation, redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  expect((await fetch(`${gateway.origin}/applications`, navigation)).status).toBe(404);
});

/** The scripts that the page loads and preloads. */
function firstScripts(): readonly string[] {
  const page = readFileSync('console/dist/index.html', 'utf8');
  return [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
}

function assets(): readonly string[] {
  return readdirSync('console/dist/assets').map((name) => `/assets/${name}`);
}

/** These scripts and what they import, other than by `import()`. */
function withImports(scripts: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const script of scripts) {
    if (found.has(script)) continue;
    found.add(script);
    const code = readFileSync(`console/dist${script}`, 'utf8');
    const imports = [...code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)];
    withImports(
      imports.map(([, name]) => `/assets/${name}`),
      found,
    );
  }
  return found;
}
