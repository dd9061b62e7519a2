/** A file that tells a network manager what a network is to be. */
export interface ConfigurationFile {
  /** Where the program looks for it. */
  readonly path: string;
  /** Its contents. */
  readonly text: string;
  /** Its permissions: systemd-networkd does not run as root, and NetworkManager takes no profile that others may read. */
  readonly mode: number;
}

/** A heading and the lines below it. */
export type Section = readonly [name: string, lines: readonly string[]];

const noFirewall = 'This is no firewall: what the host may reach stays with the rules of nft.';

/** The text of sections. */
export const sectionLines = (sections: readonly Section[]): string =>
  sections.map(([name, lines]) => `[${name}]\n${lines.map((each) => `${each}\n`).join('')}`).join('\n');

/** The text of such a file, with what is to be known of it at its top. */
export const sectionsText = (comments: readonly string[], sections: readonly Section[]): string =>
  `${[noFirewall, ...comments].map((each) => `# ${each}\n`).join('')}\n${sectionLines(sections)}`;
