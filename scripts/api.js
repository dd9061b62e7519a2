// The public interface of each entry point, as etc/NAME.api.md. `--check` fails on a difference instead of writing it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompilerState, ConsoleMessageId, Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { entryPoints } from './entry-points.js';

process.chdir(join(import.meta.dirname, '..'));

const check = process.argv.includes('--check');
const configFile = join(process.cwd(), 'api-extractor.json');

const configs = entryPoints.map(({ name }) => {
  const configObject = ExtractorConfig.loadFile(configFile);
  configObject.mainEntryPointFilePath = join(process.cwd(), `.build/src/${name}.d.ts`);
  configObject.apiReport.reportFileName = name;
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: configFile,
    packageJsonFullPath: join(process.cwd(), 'package.json'),
  });
});

// One program for all: most of the time goes into parsing.
const compilerState = CompilerState.create(configs[0], {
  additionalEntryPoints: configs.slice(1).map((config) => config.mainEntryPointFilePath),
});

/** Names that a public signature or comment uses, with the place; the extractor misses them in that one entry point. */
const used = new Map();

function messageCallback(message) {
  if (message.messageId === ConsoleMessageId.Preamble) message.logLevel = 'none';
  if (!['ae-forgotten-export', 'ae-unresolved-link'].includes(message.messageId)) return;
  const name = /"([^"]+)"[^"]*$/.exec(message.text)?.[1];
  if (name === undefined) return;
  message.logLevel = 'none';
  used.set(name, `${message.sourceFilePath}:${message.sourceFileLine}`);
}

const results = configs.map((config) =>
  Extractor.invoke(config, { compilerState, localBuild: !check, messageCallback }),
);

/** One entry point may use what another exports. */
function isExported(name) {
  const declaration = new RegExp(`^export (abstract )?\\w+ ${name}\\b`, 'm');
  return configs.some(({ reportFilePath }) => declaration.test(readFileSync(reportFilePath, 'utf8')));
}

const forgotten = [...used].filter(([name]) => !isExported(name));
for (const [name, place] of forgotten)
  console.error(`${place}: ${name} is part of the interface, and no entry point exports it`);

if (forgotten.length > 0 || results.some(({ succeeded }) => !succeeded)) process.exitCode = 1;
