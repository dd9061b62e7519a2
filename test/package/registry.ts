import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A registry that has this package as it is packed, and sends who wants another to the one of this machine. */
export interface Registry extends AsyncDisposable {
  readonly url: string;
}

/** Starts it, on a port of its own. */
export async function startRegistry(): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'usb-gadget-registry-'));
  const npm = (...words: readonly string[]): string => execFileSync('npm', words, { encoding: 'utf8' });
  const [{ filename = '' } = {}] = JSON.parse(npm('pack', '--json', '--pack-destination', folder)) as {
    filename?: string;
  }[];
  const tarball = readFileSync(join(folder, filename));
  const others = npm('config', 'get', 'registry').trim();
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
  const { name, version } = manifest;

  const server = createServer(({ url = '' }, answer) => {
    if (url === `/${filename}`) answer.end(tarball);
    else if (url === `/${name}`) answer.end(JSON.stringify(packument()));
    else answer.writeHead(307, { location: new URL(url.slice(1), others).href }).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** What a registry says of a package (docs of npm, package-metadata). */
  const packument = (): object => ({
    name,
    'dist-tags': { latest: version },
    versions: {
      [version]: {
        ...manifest,
        dist: {
          tarball: `${address}/${filename}`,
          integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
        },
      },
    },
  });
  return {
    url: address,
    [Symbol.asyncDispose]: async () => {
      rmSync(folder, { recursive: true });
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
