// Runs the built tests, all but test/lab, which needs kernels. Arguments choose tests by a part of their path:
// `npm test -- hid plan`.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { filesUnder } from './files.js';

process.chdir(join(import.meta.dirname, '..'));

const words = process.argv.slice(2);
const tests = filesUnder('test', '.test.ts')
  .filter((file) => !file.startsWith(join('test', 'lab') + sep))
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
