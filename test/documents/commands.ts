import type { Page } from './document.js';

/** A command that a page tells its reader to give. */
export interface Command {
  /** The line of the page, from 1. */
  readonly line: number;
  /** What is typed, without what is said of it. */
  readonly text: string;
}

/** The commands of a page, in their order. */
export const commandsOf = ({ blocks }: Page): Command[] =>
  blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, line }) =>
      text
        .trimEnd()
        .split('\n')
        .map((each, index) => ({ line: line + index, text: each.replace(/\s+#.*$/, '') })),
    );

/** What commands want a registry for: test/package/documents.test.ts gives them one. */
export const ofRegistry = /\bnpm (init|install) |^npx tsc /;

/** Commands that the board of the lab is not given, and who is, or why nobody. It is given all others: test/lab/checks/documents.ts. */
export const elsewhere: readonly (readonly [command: RegExp, why: string])[] = [
  [ofRegistry, 'test/package/documents.test.ts gives them, with a registry'],
  [/^npm (start|test)$|^npm run build$/, 'scripts of a clone, with which .ci/run begins'],
  [/^(\w+=\d+ )*test\/lab\/lab run /, 'the lab cannot be run in itself'],
  [/^ansible-playbook /, 'test/lab/checks/fleet.ts gives it, with the board of the lab in the inventory'],
  [/apt update/, "it wants Debian's archive"],
  [/reboot$/, 'the tests would end with the board'],
];

/** Whether the board of the lab is given a command. */
export const isForBoard = ({ text }: Command): boolean => !elsewhere.some(([command]) => command.test(text));
