/**
 * Installs the programs that the tests need from Debian's packages: a real Redis, a real Chromium, `openssl` for
 * certificates and `jq` for the documented commands. Does nothing when all are found. Without permission to install,
 * prints instructions and fails.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program and Debian's package have the same name. */
const missing = ['redis-server', 'chromium', 'openssl', 'jq'].filter((program) => !onPath(program));

if (missing.length > 0) {
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  const become = administrator();
  if (!onPath('apt-get')) {
    fail(`there is no apt-get here. Put ${missing.join(' and ')} on the PATH.`);
  } else if (!become) {
    fail(`installing them needs root. Run: sudo apt-get update && sudo ${install.join(' ')}`);
  } else {
    console.log(`Installing ${missing.join(' and ')} from Debian's packages ...`);
    for (const command of [['apt-get', 'update'], install]) run(...become, ...command);
  }
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The prefix of a command to run it as root; undefined if it needs a password. */
function administrator(): readonly string[] | undefined {
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  if (process.getuid?.() === 0) return quiet;
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', ...quiet] : undefined;
}

/** The output of apt is long, so it is shown only after a failure. */
function run(...[program = '', ...args]: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout ?? ''}${stderr ?? ''}${error ?? ''}`);
  fail(`this failed: ${[program, ...args].join(' ')}`);
}

function fail(reason: string): never {
  console.error(`The tests need ${missing.join(' and ')}, and ${reason}`);
  process.exit(1);
}
