import manifest from '../package.json' with { type: 'json' };

/** What can be imported from this package, as package.json has it: `name` is that of the file in src. */
export const entryPoints = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([subpath, target]) => ({
    name: subpath === '.' ? 'index' : subpath.slice('./'.length),
    types: target.types,
    code: target.default,
  }));
