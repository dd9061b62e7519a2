// The API of each entry point as docs/api/NAME.md, out of the doc comments. `--check` fails on a difference instead of writing it.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Application, ReflectionKind } from 'typedoc';
import { ModuleRouter } from 'typedoc-plugin-markdown';
import { entryPoints } from './entry-points.js';

process.chdir(join(import.meta.dirname, '..'));

const kept = 'docs/api';
const check = process.argv.includes('--check');
const out = check ? '.build/reference' : kept;
rmSync(out, { recursive: true, force: true });

/** Anchors that tell where they lead, and stay when others come: `Gadget.withUdc` in place of `withudc-3`. */
class NamedAnchors extends ModuleRouter {
  buildPages(project) {
    const pages = super.buildPages(project);
    for (const target of this.anchors.keys()) {
      const names = [];
      for (let each = target; each && !each.kindOf(ReflectionKind.SomeModule); each = each.parent)
        if (!each.kindOf(ReflectionKind.SomeSignature | ReflectionKind.TypeLiteral)) names.unshift(each.name);
      const anchor = names.join('.');
      this.anchors.set(target, anchor);
      this.fullUrls.set(target, `${this.fullUrls.get(target).split('#')[0]}#${anchor}`);
    }
    return pages;
  }
}

const application = await Application.bootstrapWithPlugins({
  plugin: ['typedoc-plugin-markdown'],
  entryPoints: entryPoints.map(({ name }) => `src/${name}.ts`),
  tsconfig: 'tsconfig.src.json',
  out,
  router: 'named',
  useHTMLAnchors: true,
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
application.renderer.defineRouter('named', NamedAnchors);
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
