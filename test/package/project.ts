import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';

/** How a program ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A project of somebody who has installed this package. */
export class Project {
  /** Its folder. */
  readonly folder: string = mkdtempSync(join(tmpdir(), 'usb-gadget-project-'));

  /** @param packages - what it needs beside this package. */
  constructor(packages: readonly string[] = []) {
    after(() => rmSync(this.folder, { recursive: true }));
    this.write({ 'package.json': '{ "private": true, "type": "module" }\n' });
    const [{ filename = '' } = {}] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', this.folder], { encoding: 'utf8' }),
    ) as { filename?: string }[];
    const options = ['--no-audit', '--no-fund', '--silent', ...(packages.length ? [] : ['--offline'])];
    execFileSync('npm', ['install', ...options, `./${filename}`, ...packages], { cwd: this.folder });
  }

  /** Writes files, by their paths in it. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [path, contents] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), contents);
    }
  }

  /** Runs a program in it. */
  run(program: string, ...words: readonly string[]): Ended {
    const { status, stdout, stderr } = spawnSync(program, words, { cwd: this.folder, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  }

  /** Runs this Node in it, beside others. */
  async nodeAside(...words: readonly string[]): Promise<Ended> {
    const child = spawn(process.execPath, words, { cwd: this.folder });
    const status = new Promise<number | null>((resolve) => child.on('close', resolve));
    const output = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { status: await status, output: output.join('') };
  }

  /** Runs this Node in it. */
  node(...words: readonly string[]): Ended {
    return this.run(process.execPath, ...words);
  }
}

/** A gadget, for programs that import this package. */
export const keyboard = `new Gadget({
  name: 'keyboard',
  vendorId: 0x1d6b,
  productId: 0x0104,
  functions: [HidFunction.keyboard()],
})`;
