import type { ConfigurationFile } from '../network/configuration-file.js';

/** Files one after the other, each below its path. */
export function formatFiles(files: readonly ConfigurationFile[]): string {
  return files.map(({ path, text }) => `# ${path}\n${text}`).join('\n');
}
