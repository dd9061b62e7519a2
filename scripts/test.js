// Runs the built tests, all but those that need kernels, a browser, or the package as it is packed. Arguments choose tests by a part of their path:
// `npm test -- hid plan`.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { filesUnder } from './files.js';

process.chdir(join(import.meta.dirname, '..'));

const elsewhere = [join('test', 'lab'), join('test', 'package'), join('test', 'planner', 'browser')];
const words = process.argv.slice(2);
const tests = filesUnder('test', '.test.ts')
  .filter((file) => !elsewhere.some((folder) => file.startsWith(folder + sep)))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .map((file) => join('.build', file.replace(/\.ts$/, '.js')));

if (tests.length === 0) {
  console.error('There is no such test.');
  process.exit(1);
}

// A list of files, because Node 20 takes no patterns and Node 22 no folders.
const options = ['--test', `--test-concurrency=${availableParallelism()}`, '--test-reporter=spec'];
const { status } = spawnSync(process.execPath, [...options, ...tests], { stdio: 'inherit' });
process.exit(status ?? 1);
