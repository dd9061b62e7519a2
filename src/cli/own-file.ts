import { createRequire } from 'node:module';

/** What a JSON file of this package holds, by its name there: `schema.json`. */
export function ownFile(name: string): unknown {
  return createRequire(import.meta.url)(`usb-gadget/${name}`) as unknown;
}
