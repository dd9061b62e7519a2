// src -> .build/src (tsc) -> dist (esbuild) and dist/types; test, examples and bench -> .build (tsc).
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { shipDeclarations } from './declarations.js';
import { entryPoints } from './entry-points.js';
import { filesUnder } from './files.js';

process.chdir(join(import.meta.dirname, '..'));

const tool = 'dist/cli/main.js';

/** Removes what was once built from a source that is no more: the compiler leaves it, and a test would still run. */
function removeOrphans(ending) {
  for (const file of filesUnder('.build', ending)) {
    const source = `${relative('.build', file).slice(0, -ending.length)}.ts`;
    if (!existsSync(source) && !file.includes('all-entry-points')) rmSync(file);
  }
}

function compile(project) {
  const compiler = 'node_modules/typescript/bin/tsc';
  return spawnSync(process.execPath, [compiler, '--build', project], { stdio: 'inherit' }).status ?? 1;
}

function removeBundles() {
  for (const name of readdirSync('dist')) {
    if (name !== 'types') rmSync(join('dist', name), { recursive: true });
  }
}

/**
 * One bundle for all entry points and the command-line tool. What they have in common stands once, in chunks, so that a class
 * is one class through every entry point, and a part is loaded only by who asks for it. The packages are inside: nothing
 * is installed beside this package, and one file loads in a fraction of the time of a package's many.
 */
function bundle() {
  return build({
    entryPoints: [...entryPoints.map(({ name }) => name), 'cli/main'].map((name) => ({
      in: `.build/src/${name}.js`,
      out: name,
    })),
    outdir: 'dist',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    external: ['node:*'],
    metafile: true,
    logLevel: 'warning',
  });
}

/** The licences of the packages inside ask to travel with them. */
function licencesOf(metafile) {
  const packages = Object.keys(metafile.inputs).map(
    (file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1],
  );
  return [...new Set(packages)]
    .filter((name) => name !== undefined)
    .sort()
    .map((name) => {
      const folder = join('node_modules', name);
      const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
      return `${name}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
    })
    .join('\n---\n\n');
}

mkdirSync('dist', { recursive: true });
removeOrphans('.js');
removeOrphans('.d.ts');

// Bundled even if a type is wrong, so that tests can be run in the middle of a change; the status still says no.
const library = compile('tsconfig.src.json');
shipDeclarations();
removeBundles();
const { metafile } = await bundle();
writeFileSync('.build/bundle.json', JSON.stringify(metafile));
writeFileSync('dist/LICENSES.txt', licencesOf(metafile));
chmodSync(tool, 0o755);
const schema = JSON.parse(execFileSync(process.execPath, [tool, 'schema'], { encoding: 'utf8' }));
writeFileSync('dist/schema.json', JSON.stringify(schema));

process.exitCode = library || compile('tsconfig.programs.json');
