// planner -> docs/planner/index.html: one file with everything inside, which works opened from a disk. `--check` fails if
// the file that is there is not the one that would be made.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { licencesOf } from './licences.js';

process.chdir(join(import.meta.dirname, '..'));

const page = 'docs/planner/index.html';
const target = 'es2023';

const { outputFiles, metafile } = await build({
  entryPoints: ['planner/main.tsx'],
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target,
  tsconfig: 'tsconfig.planner.json',
  metafile: true,
  write: false,
  charset: 'utf8',
  legalComments: 'none',
  // The library's chunks name each other in passing.
  logOverride: { 'ignored-bare-import': 'silent' },
  logLevel: 'warning',
});

const style = await transform(readFileSync('planner/style.css', 'utf8'), { loader: 'css', minify: true });

// What ends a script must not stand in one.
const script = outputFiles[0].text.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

// The library is within as it is shipped, with the packages that it holds.
const licences = `${licencesOf(metafile)}\n---\n\n${readFileSync('dist/LICENSES.txt', 'utf8')}`.trim();

const made = `${readFileSync('planner/index.html', 'utf8')
  .replace(/\n\s*/g, '\n')
  .replace('/* style */', () => style.code.trim())
  .replace('/* script */', () => script)
  .trim()}\n<!--\n${licences.replaceAll('--', '- -')}\n-->\n`;

const isSame = existsSync(page) && readFileSync(page, 'utf8') === made;
if (!process.argv.includes('--check')) {
  mkdirSync('docs/planner', { recursive: true });
  if (!isSame) writeFileSync(page, made);
} else if (!isSame) {
  console.error(`${page} is not what planner and src make now: npm run planner`);
  process.exitCode = 1;
}
console.log(`planner: ${statSync(page).size} bytes`);
