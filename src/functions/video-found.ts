import type { Plain } from '../options/plain.js';
import type { FoundFolder } from './function-driver.js';

/** A folder some steps below another. */
const below = (folder: FoundFolder, path: string): FoundFolder | undefined =>
  path.split('/').reduce<FoundFolder | undefined>((at, name) => at?.folders.get(name), folder);

/** The folders whose values belong to the camera as a whole; a gadget has one header for its controls. */
function ownFolders(found: FoundFolder): readonly (FoundFolder | undefined)[] {
  const [header] = below(found, 'control/header')?.folders.values() ?? [];
  return [
    found,
    ...['camera', 'output'].map((each) => below(found, `control/terminal/${each}/default`)),
    below(found, 'control/processing/default'),
    below(found, 'control'),
    header,
  ];
}

/** A list of the folders in a folder, by name. */
const named = (folder: FoundFolder | undefined): Plain[] =>
  [...(folder?.folders ?? [])].map(([name, { values }]) => ({ name, ...values }));

/** The format that a link of a header leads to, with its sizes and its colours. */
function foundFormat(found: FoundFolder, path: string): Plain {
  const [, format, name] = path.split('/');
  const folder = below(found, path);
  const [colors] = folder?.links.values() ?? [];
  return {
    format,
    name,
    ...folder?.values,
    ...(colors !== undefined && { colorMatching: below(found, colors)?.values }),
    frames: named(folder),
  };
}

/** The options of a live camera. The host lists its formats in the order of the links in the header of the stream. */
export function foundVideo(found: FoundFolder): Plain {
  const [header] = below(found, 'streaming/header')?.folders.values() ?? [];
  const extensions = named(below(found, 'control/extensions'));
  return {
    ...Object.fromEntries(ownFolders(found).flatMap((each) => Object.entries(each?.values ?? {}))),
    formats: [...(header?.links.values() ?? [])].map((path) => foundFormat(found, path)),
    ...(extensions.length > 0 && { extensions }),
  };
}
