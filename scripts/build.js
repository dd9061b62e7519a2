// src -> .build/src and dist/types (tsc) -> dist and dist/cli (esbuild); test, examples and bench -> .build (tsc).
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };
import { entryPoints } from './entry-points.js';
import { filesUnder } from './files.js';

process.chdir(join(import.meta.dirname, '..'));

const tool = 'dist/cli/main.js';

/** Removes what was once built from a source that is no more: the compiler leaves it, and a test would still run. */
function removeOrphans(built, builtEnding, sources) {
  for (const file of filesUnder(built, builtEnding)) {
    const source = join(sources, relative(built, file).slice(0, -builtEnding.length) + '.ts');
    if (!existsSync(source)) rmSync(file);
  }
}

function compile() {
  // Without this, a deleted dist would stay empty: the compiler trusts its record of what it wrote.
  if (!existsSync('dist/types')) rmSync('.build/src.tsbuildinfo', { force: true });
  removeOrphans('.build', '.js', '.');
  removeOrphans('dist/types', '.d.ts', 'src');
  const compiler = 'node_modules/typescript/bin/tsc';
  return spawnSync(process.execPath, [compiler, '--build', 'tsconfig.programs.json'], { stdio: 'inherit' });
}

function removeBundles() {
  rmSync('dist/cli', { recursive: true, force: true });
  for (const name of readdirSync('dist')) {
    if (name !== 'types') rmSync(join('dist', name));
  }
}

const everyBundle = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  metafile: true,
  logLevel: 'warning',
  minifyWhitespace: true,
  minifySyntax: true,
};

/** The library: chunks are shared, so that a class is one class through every entry point. */
function bundleLibrary() {
  return build({
    ...everyBundle,
    entryPoints: entryPoints.map(({ name }) => `.build/src/${name}.js`),
    outdir: 'dist',
    external: ['node:*', ...Object.keys(manifest.dependencies)],
  });
}

/** The command-line tool: its packages are inside, and each command is a chunk that is loaded when asked for. */
function bundleTool() {
  return build({
    ...everyBundle,
    entryPoints: ['.build/src/cli/main.js'],
    outdir: 'dist/cli',
    external: ['node:*'],
    mainFields: ['module', 'main'],
    minifyIdentifiers: true,
    // Packages that are CommonJS ask for Node's modules by require.
    banner: { js: 'const require=process.getBuiltinModule;' },
  });
}

/** The licences of the packages inside the tool ask to travel with it. */
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

const compiled = compile();

// Bundled even if a type is wrong, so that tests can be run in the middle of a change; the status still says no.
removeBundles();
const [library, commandLine] = await Promise.all([bundleLibrary(), bundleTool()]);
writeFileSync('dist/cli/LICENSES.txt', licencesOf(commandLine.metafile));
writeFileSync('.build/library.json', JSON.stringify(library.metafile));
chmodSync(tool, 0o755);
writeFileSync('dist/schema.json', execFileSync(process.execPath, [tool, 'schema']));

process.exitCode = compiled.status ?? 1;
