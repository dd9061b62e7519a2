import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './network.js';
import { waitFor } from './wait.js';

/** Where an ssh server listens. */
export interface SshAddress {
  readonly address: string;
  readonly port: number;
}

/** The guest as others reach it over ssh, with keys that are made for it. */
export interface SshServer extends SshAddress, AsyncDisposable {
  /** The file with the key that everybody is let in with. */
  readonly key: string;
}

const answers = ({ address, port }: SshAddress): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, address);
    socket.once('data', () => resolve(true)).once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined)).once('data', () => socket.destroy());
  });

/** Starts it. The package of sshd is only unpacked, so its user is made here. */
export async function startSshServer(at: SshAddress): Promise<SshServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-'));
  // The user who logs in reads there who may.
  chmodSync(folder, 0o755);
  const file = (name: string): string => join(folder, name);
  for (const name of ['host', 'guest'])
    await run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file(name));
  writeFileSync(
    file('config'),
    [
      `HostKey ${file('host')}`,
      `AuthorizedKeysFile ${file('guest.pub')}`,
      `ListenAddress ${at.address}`,
      `Port ${at.port}`,
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
  await waitFor('the ssh server', () => answers(at));
  return {
    ...at,
    key: file('guest'),
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await once(server, 'exit');
    },
  };
}
