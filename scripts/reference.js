// The API of each entry point as docs/api/NAME.md, out of the doc comments. `--check` fails on a difference instead of writing it.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { entryPoints } from './entry-points.js';

process.chdir(join(import.meta.dirname, '..'));

const kept = 'docs/api';
const check = process.argv.includes('--check');
const out = check ? '.build/reference' : kept;
rmSync(out, { recursive: true, force: true });

const application = await Application.bootstrapWithPlugins({
  plugin: ['typedoc-plugin-markdown'],
  entryPoints: entryPoints.map(({ name }) => `src/${name}.ts`),
  tsconfig: 'tsconfig.src.json',
  out,
  router: 'module',
  name: 'usb-gadget',
  readme: 'none',
  disableSources: true,
  excludeExternals: true,
  sort: ['source-order'],
  logLevel: 'Error',
  // One entry point may link to what another exports.
  validation: { invalidLink: false },
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  propertyMembersFormat: 'table',
  typeDeclarationFormat: 'table',
});
const project = await application.convert();
if (!project) process.exit(1);
await application.generateOutputs(project);

if (check) {
  const read = (folder, name) => readFileSync(join(folder, name), 'utf8');
  const names = readdirSync(out);
  const same =
    names.join() === readdirSync(kept).join() && names.every((name) => read(out, name) === read(kept, name));
  if (!same) {
    console.error('docs/api is not what the doc comments say: npm run api writes it anew.');
    process.exitCode = 1;
  }
}
