import { mostLanguages } from '../../usb/language.js';
import { issue, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../definition.js';
import type { GadgetRule } from '../valid-parts.js';
import { eachDuplicate } from './duplicates.js';

function checkLanguages(strings: object | undefined, path: string, issues: Issue[]): void {
  if (!strings) return;
  const languages = Object.keys(strings);
  if (languages.length > mostLanguages)
    issues.push(
      issue(
        'LANGUAGE_COUNT',
        path,
        `"${path}" has ${languages.length} languages; the kernel takes ${mostLanguages}.`,
        'Keep those that the hosts ask for, 0x409 first.',
      ),
    );
  eachDuplicate(languages.map(Number), (index, first) =>
    issues.push(
      issue(
        'NAME_DUPLICATE',
        `${path}.${languages[index]!}`,
        `"${languages[index]!}" and "${languages[first]!}" are one language.`,
        'Keep one of the two.',
      ),
    ),
  );
}

/** A string is told by its place: the kernel wants as many in each language (drivers/usb/gadget/configfs.c, configfs_attach_gadget_strings). */
function checkCustomStrings(strings: GadgetDefinition['strings'], issues: Issue[]): void {
  const [first, ...others] = Object.entries(strings ?? {}).map(
    ([language, { custom = {} }]) => [language, Object.keys(custom).join(', ')] as const,
  );
  for (const [language, names] of others)
    if (first && names !== first[1])
      issues.push(
        issue(
          'LANGUAGE_STRINGS',
          `strings.${language}.custom`,
          `${language} has ${names || 'no strings of its own'}, and ${first[0]} has ${first[1] || 'none'}.`,
          'Give each language the same names in the same order.',
        ),
      );
}

/** Strings in at most two languages, each given once. */
export const languages: GadgetRule = ({ definition, configurations }, issues) => {
  checkLanguages(definition.strings, 'strings', issues);
  checkCustomStrings(definition.strings, issues);
  for (const [index, each] of configurations.entries())
    checkLanguages(each?.strings, `configurations[${index}].strings`, issues);
};
