import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a password manager prints. */
export const secret = 'Zypern7\n';

/** What stands in on the board of the lab for programs that it lacks: it is worked by root, and keeps no passwords. */
const standIns: Readonly<Record<string, string>> = {
  sudo: 'exec "$@"',
  pass: `[ "$*" = 'show disk' ] && echo ${secret.trim()}`,
};

/** The programs that a reader has beside those of the board. */
function programs(): string {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  // As `npm install --global` has it.
  symlinkSync(resolve('dist/cli.js'), join(folder, 'usb-gadget'));
  for (const [name, script] of Object.entries(standIns))
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  // There is no way to Debian's archive, so apt is to know nothing of it.
  writeFileSync(join(folder, 'apt.conf'), 'Dir::Etc::SourceList "/dev/null"; Dir::Etc::SourceParts "-";\n');
  return folder;
}

/** Milliseconds for a command: the slowest waits half of that for a host. */
const patience = 120_000;

/** How a command is given. */
export interface Giving {
  /** What is typed while it runs. Default: nothing. */
  readonly types?: string;
  /** Whether it is given on the host at the other end of the cable. */
  readonly inHost?: boolean;
}

/** How a command ended, and what it printed. */
export interface Given {
  readonly status: number | null;
  readonly output: string;
}

/** Somebody who does what a page says, line by line, in a folder of the board. */
export class Reader {
  #folder: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    const added = programs();
    const { PATH = '' } = process.env;
    this.#environment = { ...process.env, PATH: `${added}:${PATH}`, APT_CONFIG: join(added, 'apt.conf') };
  }

  /** Gives a command as it is written. */
  give(command: string, { types = '', inHost = false }: Giving = {}): Given {
    const [, folder] = /^cd (\S+)$/.exec(command) ?? [];
    if (folder !== undefined) {
      this.#folder = resolve(this.#folder, folder);
      return { status: existsSync(this.#folder) ? 0 : 1, output: '' };
    }
    const { status, stdout, stderr, error } = spawnSync(
      inHost ? 'ip' : 'sh',
      [...(inHost ? ['netns', 'exec', 'host', 'sh'] : []), '-c', command],
      {
        cwd: this.#folder,
        env: this.#environment,
        input: types,
        encoding: 'utf8',
        timeout: patience,
        killSignal: 'SIGKILL',
      },
    );
    return { status, output: `${stderr}${stdout}${error ? String(error) : ''}` };
  }
}
