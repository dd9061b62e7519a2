import { dirname } from 'node:path';
import type { ConfigurationFile } from 'usb-gadget/network';

/** Writes one file below the folder of what is new. */
const stage = ({ path, text, mode }: ConfigurationFile): string =>
  [
    `mkdir -p "$new"${dirname(path)}`,
    `cat >"$new"${path} <<'END OF FILE'`,
    `${text}END OF FILE`,
    `chmod ${mode.toString(8)} "$new"${path}`,
  ].join('\n');

/**
 * A shell script that brings a board to these files and starts the unit among them, now and at each boot; it prints "changed" if the board
 * had others. What is there is stopped by its own script, before that is replaced.
 */
export function installScript(unit: string, files: readonly ConfigurationFile[]): string {
  return `#!/bin/sh
set -eu
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
${files.map(stage).join('\n')}
files='${files.map(({ path }) => path).join(' ')}'
changed=
for file in $files; do cmp -s "$new$file" "$file" || changed=yes; done
if [ "$changed" ]; then
  [ ! -e /etc/systemd/system/${unit} ] || systemctl stop ${unit}
  for file in $files; do
    mkdir -p "\${file%/*}"
    mv -f "$new$file" "$file"
  done
  systemctl daemon-reload
  echo changed
fi
systemctl enable --quiet --now ${unit}
`;
}
