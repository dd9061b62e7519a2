// Rules for files that no linter has: names in kebab-case, and no two files that import each other, however far around.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesUnder } from './files.js';

process.chdir(join(import.meta.dirname, '..'));

const faults = [];

const folders = ['src', 'planner', 'test', 'examples', 'bench'];
for (const file of folders.flatMap((folder) =>
  ['.ts', '.tsx'].flatMap((ending) => filesUnder(folder, ending)),
)) {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(basename(file))) faults.push(`${file}: not in kebab-case`);
}

/** @type {Record<string, { imports: { path: string; external?: boolean }[] }>} */
const { inputs } = JSON.parse(readFileSync('.build/bundle.json', 'utf8'));
const finished = new Set();

function findCycle(file, path = []) {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (finished.has(file)) return undefined;
  for (const { path: next, external } of inputs[file].imports) {
    const cycle = external ? undefined : findCycle(next, [...path, file]);
    if (cycle) return cycle;
  }
  finished.add(file);
}

for (const file of Object.keys(inputs)) {
  const cycle = findCycle(file);
  if (!cycle) continue;
  faults.push(`imports go round: ${cycle.join(' -> ')}`);
  break;
}

for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
