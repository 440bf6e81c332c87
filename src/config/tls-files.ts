/** The files of mutual TLS. They are validated together, and read again when one of them changes. */
import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { type Config, ConfigError } from './config.ts';
import { reasonOf } from './secrets.ts';
import { type ChangeLog, unchanging, type Watched, watchFiles } from './watched-files.ts';

/** PEM contents. */
export interface TlsMaterial {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
}

type TlsPart = keyof TlsMaterial;

const settingOf = { cert: 'CMF_CLIENT_CERT', key: 'CMF_CLIENT_KEY', ca: 'CMF_CA' } as const;

/** For connections to CMF. Throws a `ConfigError` when the files do not belong together. */
export function openTls({ cmf }: Config, log: ChangeLog): Watched<TlsMaterial> {
  const paths = { cert: cmf.certFile, key: cmf.keyFile, ca: cmf.caFile };
  return openMaterial(paths, settingOf, log);
}

/** CA certificates only. */
export function openAuthority(
  path: string | undefined,
  setting: string,
  log: ChangeLog,
): Watched<TlsMaterial> {
  return openMaterial({ ca: path }, { ...settingOf, ca: setting }, log);
}

function openMaterial(
  paths: Readonly<Partial<Record<TlsPart, string | undefined>>>,
  names: Readonly<Record<TlsPart, string>>,
  log: ChangeLog,
): Watched<TlsMaterial> {
  const parts: readonly TlsPart[] = ['cert', 'key', 'ca'];
  const given = parts.flatMap((part) => {
    const path = paths[part];
    return path === undefined ? [] : [{ part, path }];
  });
  if (given.length === 0) return unchanging({});
  const settings = given.map(({ part }) => names[part]);
  try {
    return watchFiles({
      files: given.map(({ path }) => path),
      parse: (contents) =>
        usable(Object.fromEntries(given.map(({ part }, index) => [part, contents[index]]))),
      onChange: () => log.info({ settings }, 'read TLS files again, as they have changed'),
      onUnusable: (error) =>
        log.error(
          { settings, reason: reasonOf(error) },
          'the new content of TLS files is unusable; the old one stays in use',
        ),
    });
  } catch (error) {
    const [key = ''] = settings;
    const others = settings.slice(1).map((other) => ` with ${other}`);
    const problem = `cannot be used${others.join('')}: ${reasonOf(error)}`;
    throw new ConfigError([{ key, problem, fix: 'Give PEM files that belong together' }]);
  }
}

/** Throws the error of OpenSSL for content that is not PEM, and for a key that does not match the certificate. */
function usable(material: TlsMaterial): TlsMaterial {
  createSecureContext(material);
  for (const pem of [material.cert, material.ca]) requireCertificate(pem);
  return material;
}

/** A secure context accepts invalid CA content without an error. */
function requireCertificate(pem: string | undefined): X509Certificate | undefined {
  return pem === undefined ? undefined : new X509Certificate(pem);
}
