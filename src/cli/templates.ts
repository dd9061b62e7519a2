import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileSystem } from './file-system.js';

/** A document to begin with: one of the examples, which are in the package as files. */
export interface Template {
  /** Its name: that of the file. */
  readonly name: string;
  /** What it is, in one line. */
  readonly about: string;
  /** The document. */
  readonly text: string;
}

/** Where this package is. */
const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('usb-gadget/package.json'));

const ending = '.yaml';

/** Documents of ours; the other form of PiKVM's page is no template. */
const isTemplate = (file: string): boolean => /^[a-z-]+\.yaml$/.test(file);

/** Every template, by the alphabet. */
export function templates(): Template[] {
  const folder = join(packageFolder(), 'examples');
  return fileSystem
    .readdirSync(folder)
    .filter(isTemplate)
    .sort()
    .map((file) => {
      const text = fileSystem.readFileSync(join(folder, file), 'utf8');
      return { name: file.slice(0, -ending.length), about: /^# (.*)/.exec(text)?.[1] ?? '', text };
    });
}
