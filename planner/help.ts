import type { JsonSchema } from 'usb-gadget';
import { aboutOf } from './schema.js';

/** What the library says of an option, in the parts that a form shows at different places. */
export interface Help {
  /** What it is for, and its range. */
  readonly text: string;
  /** The first kernel that has it, as in `6.17`, if that is all that is to be said about kernels. */
  readonly firstKernel?: string;
  /** What it is if nothing is entered, if that is short enough to stand in an empty field. */
  readonly byDefault?: string;
}

const mostLetters = 24;

/** Takes a description apart; nothing that it says is lost. */
export function helpOf(schema: JsonSchema): Help {
  const about = aboutOf(schema);
  const [sentence = '', firstKernel] = /(?<=^|\. )First kernel (\d+\.\d+)\.(?: |$)/.exec(about) ?? [];
  const rest = about.replace(sentence, '').trim();
  const [last = '', told = ''] = /(?<=^|\. )Default:? (.+)\.$/.exec(rest) ?? [];
  const isShort = told !== '' && told.length <= mostLetters;
  return {
    text: (isShort ? rest.slice(0, -last.length) : rest).trim(),
    ...(firstKernel !== undefined && { firstKernel }),
    ...(isShort && { byDefault: told.replaceAll('`', '') }),
  };
}
