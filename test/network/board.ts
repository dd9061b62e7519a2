import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The shells of boards: that of the machine, which is dash on Debian, and busybox where there is one. */
export const shells: readonly (readonly string[])[] = [['sh'], ['busybox', 'sh']].filter(
  ([program, ...words]) => spawnSync(program!, [...words, '-c', ':']).status === 0,
);

/** Notes its words and what it reads, and fails if it is told to: it stands in for every program. */
const standIn = `#!/bin/sh
{ printf '%s' "\${0##*/}"; printf ' <%s>' "$@"; echo; sed 's/^/  | /'; } >>"$LOG"
if [ -e "$BOARD/says" ] && [ "$*" = '-a list ruleset' ]; then cat "$BOARD/says"; fi
case "\${0##*/} $*" in $FAIL) echo refused >&2; exit 1 ;; esac
if [ -e "$BOARD/refuses" ]; then rm "$BOARD/refuses"; echo refused >&2; exit 1; fi
`;

/** A folder that a script takes for a board, with programs that only note what they are asked. */
export class Board {
  readonly root = mkdtempSync(join(tmpdir(), 'usb-gadget-network-'));
  readonly #log = join(this.root, 'log');

  constructor(programs: readonly string[]) {
    for (const program of programs) this.write(`bin/${program}`, standIn, 0o755);
    this.write('sys/kernel/config/usb_gadget/kvmd/functions/ecm.usb0/ifname', 'usb0\n');
  }

  write(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text, { mode });
  }

  read(path: string): string | undefined {
    return existsSync(join(this.root, path)) ? readFileSync(join(this.root, path), 'utf8') : undefined;
  }

  /** Makes a process of the machine one of the board. */
  adopt(pid: number): void {
    this.write(`run/usb-gadget/net-usb0.dnsmasq.pid`, `${pid}\n`);
    mkdirSync(join(this.root, 'proc'), { recursive: true });
    symlinkSync(`/proc/${pid}`, join(this.root, 'proc', String(pid)));
  }

  remove(path = ''): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Runs a script; `fail` is a pattern of the shell for the program and its arguments that are to fail. */
  async run(
    shell: readonly string[],
    script: string,
    fail = '',
  ): Promise<{ status: number; errors: string }> {
    const [program, ...words] = shell;
    const environment = {
      PATH: `${join(this.root, 'bin')}:/usr/bin:/bin`,
      USB_GADGET_ROOT: this.root,
      BOARD: this.root,
      LOG: this.#log,
      FAIL: fail,
    };
    const child = spawn(program!, [...words, '-c', script], { env: environment });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    assert.notEqual(status, null, errors);
    return { status: status!, errors };
  }

  /** What the programs were asked since this was last looked at. */
  asked(): string[] {
    const text = this.read('log') ?? '';
    rmSync(this.#log, { force: true });
    return text.split('\n').slice(0, -1);
  }

  /** Every file of the board, but for the programs, with its text. */
  files(): Record<string, string> {
    const names = readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name).slice(this.root.length + 1))
      .filter((name) => !name.startsWith('bin/') && name !== 'log');
    return Object.fromEntries(names.sort().map((name) => [name, this.read(name)!]));
  }
}
