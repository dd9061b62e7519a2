import { hostNames } from '../gadget/hosts/host-names.js';
import { didYouMean } from '../options/did-you-mean.js';
import { defaultControllerProfile } from '../udc/controllers.js';
import type { TemplateAnswers } from './fill-template.js';
import type { Template } from './templates.js';

/** Asks a person; an empty answer is the usual one. */
export type Ask = (question: string, usual: string) => Promise<string>;

/** What the person wants. */
export interface Wish {
  /** The template. */
  readonly template: Template;
  /** The controller, as it stands after `--udc`; undefined: none is named. */
  readonly controller: string | undefined;
  /** Everything else. */
  readonly answers: TemplateAnswers;
}

/** Hosts from one line, with commas or blanks between them. */
export const hostsOf = (line: string): string[] => line.split(/[\s,]+/).filter(Boolean);

/** An id of USB as it may be written. */
export const isId = (text: string): boolean =>
  /^(0x[\da-f]{1,4}|\d{1,5})$/i.test(text) && Number(text) <= 0xffff;

/** Asks until the answer is one, and says which was none. */
async function askUntil<Answer>(
  ask: Ask,
  question: string,
  usual: string,
  read: (text: string) => Answer | undefined,
  known: readonly string[] = [],
): Promise<Answer> {
  for (let asked = question; ;) {
    const text = await ask(asked, usual);
    const answer = read(text);
    if (answer !== undefined) return answer;
    asked = `${JSON.stringify(text)} will not do. ${didYouMean(text, known, question)}`;
  }
}

/**
 * Asks all that a document needs, from the kind of gadget to its ids.
 *
 * @param isController - whether a controller is known, or is one of the machine.
 * @param given - usual answers that are others than those of the template.
 */
export async function askForTemplate(
  ask: Ask,
  templates: readonly Template[],
  isController: (name: string) => boolean,
  { controller: board = defaultControllerProfile.name, answers: given = {} }: Partial<Wish> = {},
): Promise<Wish> {
  const template = await askUntil(
    ask,
    'Which of them, by name or number',
    '1',
    (text) => templates.find(({ name }, index) => name === text || String(index + 1) === text),
    templates.map(({ name }) => name),
  );
  const name = await ask('Its name', given.name ?? template.name);
  const controller = await askUntil(
    ask,
    "The board's controller: its name there, or one of `usb-gadget udcs`",
    board,
    (text) => (isController(text) ? text : undefined),
  );
  const hosts = await askUntil(
    ask,
    `Hosts that it is for, of ${hostNames.join(', ')}`,
    given.hosts?.join(', ') ?? '',
    (text) => {
      const named = hostsOf(text);
      return named.every((each) => hostNames.some((known) => known === each)) ? named : undefined;
    },
    hostNames,
  );
  const id = (what: string, usual: string): Promise<string> =>
    askUntil(ask, what, usual, (text) => (isId(text) ? text : undefined));
  const usualId = (key: string): string =>
    new RegExp(`^ *${key}: (\\S+)`, 'm').exec(template.text)?.[1] ?? '';
  const vendorId = await id('Vendor id', given.vendorId ?? usualId('vendorId'));
  const productId = await id('Product id', given.productId ?? usualId('productId'));
  const serialNumber = await ask('Serial number', given.serialNumber ?? '0001');
  return { template, controller, answers: { name, hosts, vendorId, productId, serialNumber } };
}
