/** Node's `node:fs`. Its `import` would load streams and promises with it, which costs two milliseconds at each start. */
export const fileSystem: typeof import('node:fs') = process.getBuiltinModule('node:fs');
