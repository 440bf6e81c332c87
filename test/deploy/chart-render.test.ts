/**
 * The rendered Helm chart. Needs Helm in the cache, where `npm run check:deploy` puts it; without it these tests are
 * skipped, and `test/deploy/chart-values.test.ts` still checks the values.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { chart, render, valuesFiles } from '../../deploy/check/checks.ts';
import { cached } from '../../deploy/check/tools.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { knownKeys } from '../../src/config/settings.ts';

const helm = cached('helm') ?? '';

const minimal = `${chart}/ci/minimal-values.yaml`;
const production = `${chart}/ci/production-values.yaml`;
const trial = `${chart}/ci/trial-values.yaml`;

/** The parts of a Kubernetes object that the tests read. */
interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  // Its form depends on the kind; each test reads one kind.
  readonly spec?: unknown;
  readonly data?: Record<string, string>;
}

interface PodTemplate {
  readonly metadata: { readonly annotations: Record<string, string> };
  readonly spec: {
    readonly terminationGracePeriodSeconds: number;
    readonly containers: readonly [
      { readonly securityContext: Record<string, unknown>; readonly image: string },
    ];
    readonly volumes?: readonly { readonly projected: { readonly sources: readonly unknown[] } }[];
  };
}

interface Rule {
  readonly ports: readonly { readonly port: number | string }[];
}

/** Helm takes a noticeable part of a second, so the tests share its output. */
const renderings = new Map<string, readonly Manifest[]>();

function rendered(values: string, ...options: readonly string[]): readonly Manifest[] {
  const key = JSON.stringify([values, options]);
  const known = renderings.get(key);
  if (known) return known;
  const manifests = parseAllDocuments(render(helm, values, '1.37', ...options)).flatMap((document) => {
    expect(document.errors).toEqual([]);
    return document.contents === null ? [] : [document.toJS()];
  });
  renderings.set(key, manifests);
  return manifests;
}

function one(manifests: readonly Manifest[], kind: string): Manifest {
  const [found, ...more] = manifests.filter((manifest) => manifest.kind === kind);
  if (found === undefined || more.length > 0) throw new Error(`${kind}: ${more.length + (found ? 1 : 0)}`);
  return found;
}

function podOf(manifests: readonly Manifest[]): PodTemplate {
  return (one(manifests, 'Deployment').spec as { readonly template: PodTemplate }).template;
}

function environmentOf(manifests: readonly Manifest[]): Record<string, string> {
  const isOfGateway = ({ kind, metadata }: Manifest) =>
    kind === 'ConfigMap' && metadata.labels['app.kubernetes.io/component'] === 'gateway';
  return one(manifests.filter(isOfGateway), 'ConfigMap').data ?? {};
}

function egressPorts(manifests: readonly Manifest[]): readonly (readonly (number | string)[])[] {
  const { egress } = one(manifests, 'NetworkPolicy').spec as { readonly egress: readonly Rule[] };
  return egress.map(({ ports }) => ports.map(({ port }) => port));
}

/** The error message of Helm. */
function refusal(values: string, ...set: readonly string[]): string {
  try {
    render(helm, values, '1.37', ...set.flatMap((value) => ['--set', value]));
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe.skipIf(helm === '')('the rendered chart', () => {
  test.each(valuesFiles)('has valid objects with labels, each once: %s', (file) => {
    const manifests = rendered(file);
    const names = manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata } of manifests) {
      expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/instance': 'test' });
    }
  });

  test.each(valuesFiles)('has an environment that the gateway accepts: %s', (file) => {
    const data = environmentOf(rendered(file));
    expect(Object.keys(data).filter((key) => !knownKeys.includes(key))).toEqual([]);
    // The mounted files are not here.
    const plain = Object.entries(data).filter(([, value]) => !value.startsWith('/etc/cmf-graphql/'));
    const withoutSecrets = Object.fromEntries(plain.filter(([key]) => !/OAUTH|TRUSTED/.test(key)));
    expect(parseConfig(withoutSecrets).warnings).toEqual([]);
  });

  test('passes numbers and switches on as the gateway reads them', () => {
    const data = environmentOf(rendered(production));
    expect(data).toMatchObject({
      MAX_COST: '1000000',
      UPGRADE_STUCK_AFTER_MS: '2592000000',
      MUTATIONS: 'on',
      COMPRESSION: 'off',
      GRAPHIQL: 'off',
      REDIS_URL_FILE: '/etc/cmf-graphql/secrets/REDIS_URL',
      CMF_CA: '/etc/cmf-graphql/files/CMF_CA',
      HOST: '::',
    });
    expect(parseConfig({ MAX_COST: data['MAX_COST'], GRAPHIQL: data['GRAPHIQL'] })).toMatchObject({
      graphiql: false,
    });
  });

  test('mounts each secret and each file', () => {
    const [volume] = podOf(rendered(production)).spec.volumes ?? [];
    expect(volume?.projected.sources).toContainEqual({
      secret: { name: 'cmf-graphql', items: [{ key: 'redis-url', path: 'secrets/REDIS_URL' }] },
    });
    expect(volume?.projected.sources).toContainEqual({
      configMap: { name: 'cmf-ca', items: [{ key: 'ca.crt', path: 'files/CMF_CA' }] },
    });
    expect(volume?.projected.sources).toHaveLength(6);
  });

  test('replaces the pods when a setting changes, and only then', () => {
    const checksum = (...options: readonly string[]) =>
      podOf(rendered(minimal, ...options)).metadata.annotations['checksum/config'];
    expect(checksum('--set', 'config.MAX_DEPTH=9')).not.toBe(checksum());
    expect(checksum('--set', 'service.port=81')).toBe(checksum());
  });

  test('stops a pod later than its settings allow it to run', () => {
    const seconds = (...options: readonly string[]) =>
      podOf(rendered(minimal, ...options)).spec.terminationGracePeriodSeconds;
    expect(seconds()).toBe(25);
    expect(seconds('--set', 'config.DRAIN_DELAY_MS=20001')).toBe(41);
    expect(seconds('--set', 'config.DRAIN_DELAY_MS=0,terminationGracePeriodSeconds=null')).toBe(20);
  });

  test('lets OpenShift choose the user id', () => {
    const contextOf = (...options: readonly string[]) =>
      podOf(rendered(minimal, ...options)).spec.containers[0].securityContext;
    expect(contextOf()).toMatchObject({ runAsUser: 65532, readOnlyRootFilesystem: true });
    expect(contextOf('--api-versions', 'security.openshift.io/v1')).not.toHaveProperty('runAsUser');
    expect(contextOf('--set', 'runAsUser=null')).not.toHaveProperty('runAsUser');
  });

  test('opens the ports of DNS, CMF and Redis, and of an identity provider that is configured', () => {
    expect(egressPorts(rendered(minimal))).toEqual([[53, 53], [8080, 80], [6379]]);
    expect(egressPorts(rendered(production))).toEqual([[53, 53], [8080, 8443], [6379], [443]]);
  });

  test('has metrics and probes on a port of their own, open to pods of the cluster only', () => {
    const { ingress } = one(rendered(minimal), 'NetworkPolicy').spec as { readonly ingress: readonly Rule[] };
    expect(ingress).toEqual([
      { ports: [{ port: 'http', protocol: 'TCP' }] },
      { ports: [{ port: 'metrics', protocol: 'TCP' }], from: [{ namespaceSelector: {} }] },
    ]);
    const { endpoints } = one(rendered(production), 'ServiceMonitor').spec as {
      readonly endpoints: readonly unknown[];
    };
    expect(endpoints).toMatchObject([{ port: 'metrics', path: '/metrics' }]);
    const [container] = podOf(rendered(minimal)).spec.containers;
    expect(container).toMatchObject({
      startupProbe: { httpGet: { port: 'metrics' } },
      livenessProbe: { httpGet: { port: 'metrics' } },
      readinessProbe: { httpGet: { port: 'metrics' } },
    });
  });

  test('links each alert to its runbook', () => {
    const links = (...options: readonly string[]) =>
      [...render(helm, production, '1.37', ...options).matchAll(/runbook_url: (.*)$/gm)].map(
        ([, link = '']) => link,
      );
    const base = 'https://example.com/docs/runbooks';
    const absolute = links('--set', `prometheusRule.runbookUrl=${base}/`);
    expect(absolute.length).toBeGreaterThan(5);
    expect(absolute).toEqual(
      links('--set', 'prometheusRule.runbookUrl=').map((path) => path.replace('docs/runbooks', base)),
    );
    expect(absolute).toContain(`${base}/FlinkJobFailed.md`);
  });

  test('has a Redis only for a trial', () => {
    const names = (file: string) => rendered(file).map(({ metadata }) => metadata.name);
    expect(names(trial)).toContain('test-cmf-graphql-trial-redis');
    expect(names(production).filter((name) => name.includes('trial'))).toEqual([]);
  });

  test('takes the image by digest where there is one', () => {
    expect(podOf(rendered(production)).spec.containers[0].image).toMatch(/@sha256:[0-9a-f]{64}$/);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(podOf(rendered(minimal)).spec.containers[0].image).toBe(`cmf-graphql:${version}`);
  });

  test.each([
    ['no CMF', ['config.CMF_URL=null'], 'Set config.CMF_URL'],
    ['replicas without Redis', ['replicaCount=2'], 'share one Redis'],
    ['workers without Redis', ['config.WORKERS=2'], 'share one Redis'],
    ['a CMF and the emulator', ['trial.emulator=true'], 'in place of a CMF'],
    ['an Ingress without hosts', ['ingress.enabled=true'], 'requires ingress.hosts'],
    ['a route without a Gateway', ['httpRoute.enabled=true'], 'requires httpRoute.parentRefs'],
    ['an unknown setting, by the schema', ['config.CMF_ULR=http://cmf'], 'CMF_ULR'],
    ['a number out of bounds, by the schema', ['config.MAX_DEPTH=1000'], 'MAX_DEPTH'],
  ])('is refused with a reason: %s', (_, set, reason) => {
    expect(refusal(minimal, ...set)).toContain(reason);
  });
});
