/** Files as Kubernetes mounts a secret: links into `..data`, itself a link that one rename replaces. */
import { mkdirSync, mkdtempDisposableSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MountedSecret extends Disposable {
  path(name: string): string;
  /** All files at once, as an update of the secret does. */
  replace(files: Readonly<Record<string, string>>): void;
}

export function mountSecret(files: Readonly<Record<string, string>>): MountedSecret {
  const directory = mkdtempDisposableSync(join(tmpdir(), 'cmf-graphql-secret-'));
  const path = (name: string) => join(directory.path, name);
  let version = 0;
  const replace = (contents: Readonly<Record<string, string>>) => {
    version += 1;
    mkdirSync(path(`..${version}`));
    for (const [name, content] of Object.entries(contents)) {
      writeFileSync(join(path(`..${version}`), name), content);
    }
    symlinkSync(`..${version}`, path('..data_tmp'));
    renameSync(path('..data_tmp'), path('..data'));
  };
  replace(files);
  for (const name of Object.keys(files)) symlinkSync(join('..data', name), path(name));
  return { path, replace, [Symbol.dispose]: () => directory.remove() };
}
