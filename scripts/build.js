// src -> .build/src (tsc) -> dist (esbuild) and dist/types; test, examples and bench -> .build (tsc).
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };
import { shipDeclarations } from './declarations.js';
import { describeSchema } from './document-schema.js';
import { entryPoints } from './entry-points.js';
import { filesUnder } from './files.js';
import { coreLayers } from './layers.js';
import { licencesOf } from './licences.js';
import { shareSchemas } from './share-schemas.js';

process.chdir(join(import.meta.dirname, '..'));

const tool = 'dist/cli.js';

/** Removes what was once built from a source that is no more: the compiler leaves it, and a test would still run. */
function removeOrphans(ending) {
  for (const file of filesUnder('.build', ending)) {
    const source = relative('.build', file).slice(0, -ending.length);
    const isThere = existsSync(`${source}.ts`) || existsSync(`${source}.tsx`);
    if (!isThere && !file.includes('all-entry-points')) rmSync(file);
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

const everyBundle = {
  bundle: true,
  minify: true,
  // An error that nobody catches shows its line.
  lineLimit: 500,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  mainFields: ['module', 'main'],
  outdir: 'dist',
  metafile: true,
  logLevel: 'warning',
};

/** What describes, judges and plans gadgets: all that the main entry point is, and every other part builds on. */
const coreFiles = coreLayers
  .flatMap((layer) => (layer.endsWith('.ts') ? [join('src', layer)] : filesUnder(join('src', layer), '.ts')))
  .map((file) => join('.build', file.replace(/\.ts$/, '.js')));

/**
 * One file, since each file that a process loads costs it about as much as ten thousand characters.
 *
 * @param names - what others take from it; each name costs a process that loads it.
 */
function bundleCore(names) {
  const everything = '.build/core.js';
  writeFileSync(everything, coreFiles.map((file) => `export * from '../${file}';\n`).join(''));
  const contents = `export { ${names.join(', ')} } from './${everything}';`;
  return build({
    ...everyBundle,
    stdin: { contents, resolveDir: '.', sourcefile: 'core.js' },
    plugins: [classNames],
    entryNames: 'core',
  });
}

const isCore = new Set(coreFiles.map((file) => resolve(file)));
const importFromCore = {
  name: 'import from core',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
      isCore.has(join(resolveDir, path))
        ? { path: './core.js', external: true, sideEffects: false }
        : undefined,
    );
  },
};

/** A package in the older form of modules, as a module: or else every bundle would load the bundler's own code for that form. */
const olderModules = {
  name: 'older modules',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/ipaddr\.js\/lib\/ipaddr\.js$/ }, ({ path }) => ({
      contents: `const module = { exports: {} };\n${readFileSync(path, 'utf8')}\nexport default module.exports;`,
    }));
  },
};

/** Public classes keep their names, short as all others get: a program prints a gadget, and Node an error that nobody catches. */
const classNames = {
  name: 'class names',
  setup({ onLoad }) {
    const declared = readFileSync('dist/types/usb-gadget.d.ts', 'utf8').matchAll(/ class (\w+)/g);
    const isPublic = new Set([...declared].map(([, name]) => name));
    onLoad({ filter: /\.build\/src\/.*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^export class (\w+)[^{]*\{$/gm, (line, name) =>
        isPublic.has(name) ? `${line} static name = '${name}';` : line,
      ),
    }));
  },
};

const importOfCore = /import\s*\{([^}]*)\}\s*from\s*"\.\/core\.js";/g;

/** One import from the core in place of one for each file that was bundled: a process looks for each anew. */
function joinImportsOfCore(file) {
  const names = new Set();
  const rest = readFileSync(file, 'utf8').replace(importOfCore, (_, list) => {
    for (const name of list.split(',')) names.add(name.trim());
    return '';
  });
  if (names.size === 0) return;
  const [, firstLine = '', others] = /^(#!.*\n)?([^]*)$/.exec(rest);
  writeFileSync(file, `${firstLine}import{${[...names].join()}}from"./core.js";${others}`);
}

const importOfNode = /import\{([^}]*)\}from"(node:[^"]+)";/g;

/** An `import` of a module of Node makes all that it has, and loads what that takes; the tool takes what it needs. */
function takeFromNode(file) {
  const text = readFileSync(file, 'utf8').replace(
    importOfNode,
    (_, names, module) => `var{${names.replaceAll(' as ', ':')}}=process.getBuiltinModule("${module}");`,
  );
  writeFileSync(file, text);
}

const isOfTool = ([, { inputs }]) => Object.keys(inputs).every((each) => each.startsWith('.build/src/cli/'));

/**
 * The entry points and the command-line tool. What they have in common stands once, in the core and in chunks, so that a class
 * is one class through every entry point, and a part is loaded only by who asks for it. The packages are inside: nothing
 * is installed beside this package, and one file loads in a fraction of the time of a package's many.
 */
function bundleEntryPoints(names, options = {}) {
  return build({
    ...everyBundle,
    entryPoints: names.map((name) => ({ in: `.build/src/${name}.js`, out: name.replace('cli/main', 'cli') })),
    external: ['node:*'],
    plugins: [importFromCore, olderModules, classNames],
    ...options,
  });
}

/** What src/index.ts exports, as the bundler sees it. */
async function exportsOfIndex() {
  const { metafile } = await bundleEntryPoints(['index'], { write: false });
  return metafile.outputs['dist/index.js'].exports;
}

const bundles = () =>
  readdirSync('dist')
    .filter((name) => name.endsWith('.js'))
    .map((name) => join('dist', name));

/** What the bundles in dist import from the core. */
function importedFromCore() {
  return bundles()
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(importOfCore)])
    .flatMap(([, list]) => list.split(',').map((each) => each.trim().split(' ')[0]));
}

const otherEntryPoints = entryPoints.map(({ name }) => name).filter((name) => name !== 'index');

mkdirSync('dist', { recursive: true });
removeOrphans('.js');
removeOrphans('.d.ts');

// Bundled even if a type is wrong, so that tests can be run in the middle of a change; the status still says no.
const library = compile('tsconfig.src.json');
shipDeclarations();
removeBundles();
const others = await bundleEntryPoints([...otherEntryPoints, 'cli/main'], { splitting: true });
bundles().forEach(joinImportsOfCore);
for (const [file] of Object.entries(others.metafile.outputs).filter(isOfTool)) takeFromNode(file);
/** The main entry point is nothing but names for what is in the core. */
const names = await exportsOfIndex();
const core = await bundleCore([...new Set([...names, ...importedFromCore()])].sort());
const metafile = {
  inputs: { ...core.metafile.inputs, ...others.metafile.inputs },
  outputs: { ...core.metafile.outputs, ...others.metafile.outputs },
};
writeFileSync('dist/index.js', `export{${names.join()}}from"./core.js";\n`);
metafile.outputs['dist/index.js'] = {
  imports: [{ path: './core.js', kind: 'import-statement', external: true }],
  inputs: {},
  bytes: 0,
};
writeFileSync('.build/bundle.json', JSON.stringify(metafile));
writeFileSync('dist/LICENSES.txt', licencesOf(metafile));
chmodSync(tool, 0o755);
const { documentSchema } = await import('../dist/yaml.js');
const { schema, untold } = describeSchema(documentSchema());
writeFileSync('dist/schema.json', JSON.stringify(shareSchemas(schema)));
const [, released] = /^## \[\d[^\]]*\] - (\S+)/m.exec(readFileSync('CHANGELOG.md', 'utf8'));
const { manPage } = await import('../.build/src/cli/man-page.js');
writeFileSync('dist/usb-gadget.1', manPage(manifest.version, released));
for (const path of untold) console.error(`${path}: no declaration says what it is`);

const programs = ['tsconfig.programs.json', 'tsconfig.browser.json'].map(compile);
process.exitCode = library || Math.max(...programs) || (untold.length > 0 ? 1 : 0);
