import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './network.js';
import { waitFor } from './wait.js';

const port = 2222;
const address = '127.0.0.1';

/** The guest as others reach it over ssh, with keys that are made for it. */
export interface SshServer extends AsyncDisposable {
  readonly address: string;
  readonly port: number;
  /** The file with the key that root is let in with. */
  readonly key: string;
}

const answers = (): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, address);
    socket.once('data', () => resolve(true)).once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined)).once('data', () => socket.destroy());
  });

/** Starts it. The package of sshd is only unpacked, so its user is made here. */
export async function startSshServer(): Promise<SshServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-'));
  const file = (name: string): string => join(folder, name);
  for (const name of ['host', 'root'])
    await run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file(name));
  writeFileSync(
    file('config'),
    [
      `HostKey ${file('host')}`,
      `AuthorizedKeysFile ${file('root.pub')}`,
      `ListenAddress ${address}`,
      `Port ${port}`,
      'LogLevel ERROR',
      'PasswordAuthentication no',
      'StrictModes no',
      'Subsystem sftp internal-sftp',
      '',
    ].join('\n'),
  );
  if (!readFileSync('/etc/passwd', 'utf8').includes('\nsshd:'))
    appendFileSync('/etc/passwd', 'sshd:x:990:65534::/run/sshd:/usr/sbin/nologin\n');
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', file('config')], { stdio: 'inherit' });
  await waitFor('the ssh server', answers);
  return {
    address,
    port,
    key: file('root'),
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await once(server, 'exit');
    },
  };
}
