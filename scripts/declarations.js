// .build/src/*.d.ts -> dist/types: one file with all that is public, and one for each entry point that names its part of it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import typescript from 'typescript';
import { entryPoints } from './entry-points.js';
import { filesUnder } from './files.js';

const types = 'dist/types';
const all = '.build/src/all-entry-points.d.ts';
const stamp = '.build/declarations.sha256';

/** What a project for ES2022 has not by itself, and our declarations name: what `using` disposes of. */
const library = '/// <reference lib="esnext.disposable" />';

const declarationOf = (name) => `.build/src/${name}.d.ts`;

/** What an entry point exports, by the compiler's own knowledge. */
function exportsOf(program, name) {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(declarationOf(name)));
  return checker
    .getExportsOfModule(module)
    .map((each) => each.getName())
    .sort();
}

function rollUp() {
  const configObject = ExtractorConfig.loadFile('api-extractor.json');
  configObject.mainEntryPointFilePath = join(process.cwd(), all);
  configObject.apiReport = { enabled: false };
  configObject.dtsRollup = {
    enabled: true,
    untrimmedFilePath: join(process.cwd(), types, 'usb-gadget.d.ts'),
  };
  const config = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: join(process.cwd(), 'api-extractor.json'),
    packageJsonFullPath: join(process.cwd(), 'package.json'),
  });
  // What is wrong with the interface is for scripts/api.js to say.
  const messageCallback = (message) => void (message.logLevel = 'none');
  Extractor.invoke(config, { localBuild: true, messageCallback });
  // Blanks at the start of lines are a twentieth of what is packed. Editors find the comment of an interface by themselves, and would show its tag as text.
  const { untrimmedFilePath } = config;
  const text = readFileSync(untrimmedFilePath, 'utf8')
    .replace(/^\s+/gm, '')
    .replace(/^\/\*\* \{@inheritDoc [\w.]+\} \*\/\n/gm, '')
    .replace(/^export declare (?=interface|type)/gm, 'export ');
  writeFileSync(untrimmedFilePath, `${library}\n${text}`);
}

/** Makes the declarations anew if a compiled one has changed. */
export function shipDeclarations() {
  const compiled = filesUnder('.build/src', '.d.ts').filter((file) => file !== all);
  const hash = createHash('sha256');
  for (const file of compiled) hash.update(file).update(readFileSync(file));
  const state = hash.digest('hex');
  if (existsSync(types) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;

  rmSync(types, { recursive: true, force: true });
  mkdirSync(types, { recursive: true });
  writeFileSync(all, entryPoints.map(({ name }) => `export * from './${name}.js';\n`).join(''));
  rollUp();
  const program = typescript.createProgram(
    entryPoints.map(({ name }) => declarationOf(name)),
    { module: typescript.ModuleKind.NodeNext, target: typescript.ScriptTarget.ES2022, skipLibCheck: true },
  );
  for (const { name } of entryPoints)
    writeFileSync(
      `${types}/${name}.d.ts`,
      `export { ${exportsOf(program, name).join(', ')} } from './usb-gadget.js';\n`,
    );
  writeFileSync(stamp, state);
}
