// Installs the development packages where they are missing or older than the lockfile. Runs before anything is installed,
// so it imports nothing but Node.
import { execSync } from 'node:child_process';
import { statSync } from 'node:fs';

const root = new URL('..', import.meta.url);
const modified = (path) => statSync(new URL(path, root), { throwIfNoEntry: false })?.mtimeMs ?? 0;

// npm writes this file at the end of every installation.
if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  execSync('npm ci', { cwd: root, stdio: 'inherit' });
}
