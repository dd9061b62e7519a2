import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { keyboard, Project } from './project.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Readonly<Record<string, string | object>>;
};

/** What can be imported, but for plain files. */
const entryPoints = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([path]) => path.replace('.', 'usb-gadget'));

const program = (imports: string): string => `${imports}
const gadget = ${keyboard};
console.log(validate(gadget).length, formatPlan(planCreate(gadget)).split('\\n')[1]);
`;

suite(`the package in an empty project, on Node ${process.version}`, () => {
  const project = new Project();

  test('brings nothing along', () => {
    const installed = readdirSync(join(project.folder, 'node_modules')).filter(
      (name) => !name.startsWith('.'),
    );
    assert.deepEqual(installed, ['usb-gadget']);
  });

  const names = '{ Gadget, HidFunction, formatPlan, planCreate, validate }';
  for (const [file, imports] of [
    ['program.mjs', `import ${names} from 'usb-gadget';`],
    ['program.cjs', `const ${names} = require('usb-gadget');`],
  ] as const)
    test(`is imported by ${file}`, () => {
      project.write({ [file]: program(imports) });
      assert.deepEqual(project.node(file), { status: 0, output: '0   mkdir   keyboard\n' });
    });

  test('has the same classes for import and for require, through every entry point, and they know their names', () => {
    const each = entryPoints.map(
      (path) => `{
  const required = require('${path}');
  const imported = await import('${path}');
  for (const [name, value] of Object.entries(imported)) {
    const isClass = typeof value === 'function' && /^[A-Z]/.test(name);
    if (required[name] !== value || (isClass && value.name !== name)) throw new Error(\`\${name} of ${path}\`);
  }
}`,
    );
    project.write({
      'same.mjs': `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
${each.join('\n')}
console.log(require('usb-gadget/schema.json').title);
`,
    });
    assert.deepEqual(project.node('same.mjs'), { status: 0, output: 'A USB gadget for Linux\n' });
  });

  test('has the tool, and its manual page', () => {
    project.write({
      'g.yaml': 'gadget: { name: g, vendorId: 1, productId: 2, functions: [{ driver: acm }] }\n',
    });
    const { status, output } = project.node('node_modules/.bin/usb-gadget', 'check', 'g.yaml');
    assert.equal(status, 0, output);
    assert.match(output, /^g: fits on /);
    const page = readFileSync(join(project.folder, 'node_modules/usb-gadget/dist/usb-gadget.1'), 'utf8');
    assert.match(page, /^\.TH USB\\-GADGET 1 /);
  });
});
