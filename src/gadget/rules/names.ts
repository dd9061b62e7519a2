import { issue, type Issue } from '../../errors.js';
import { longestName } from '../../functions/function-name.js';
import { utf8Length } from '../../usb/bytes.js';
import { configurationName } from '../definition.js';
import type { GadgetRule } from '../valid-parts.js';
import { eachDuplicate } from './duplicates.js';

function checkLength(name: string, list: string, index: number, issues: Issue[]): void {
  const bytes = utf8Length(name);
  if (bytes > longestName)
    issues.push(
      issue(
        'NAME_INVALID',
        `${list}[${index}].name`,
        `The folder "${name}" has a name of ${bytes} bytes; the kernel takes ${longestName}.`,
        'Shorten it.',
      ),
    );
}

/** Names of folders in `functions`: short enough, and each once (drivers/usb/gadget/configfs.c, function_make). */
export const functionNames: GadgetRule = ({ functionNames: names }, issues) => {
  names.forEach((name, index) => {
    if (name !== undefined) checkLength(name, 'functions', index, issues);
  });
  eachDuplicate(names, (index, first, name) =>
    issues.push(
      issue(
        'NAME_DUPLICATE',
        `functions[${index}].name`,
        `"${name}" is also the name of functions[${first}].`,
        'Give one of them another name, or leave both names out.',
      ),
    ),
  );
};

/** Names of folders in `configs`: short enough, and each number once (drivers/usb/gadget/configfs.c, config_desc_make). */
export const configurationNames: GadgetRule = ({ configurations }, issues) => {
  configurations.forEach((each, index) => {
    if (each) checkLength(configurationName(each), 'configurations', index, issues);
  });
  const numbers = configurations.map((each) => each?.number);
  eachDuplicate(numbers, (index, first, number) =>
    issues.push(
      issue(
        'NAME_DUPLICATE',
        `configurations[${index}].number`,
        `${number} is also the number of configurations[${first}].`,
        'Give each configuration a number of its own, or leave the numbers out.',
      ),
    ),
  );
};

/** Of two that are mounted at one place the second hides the first. */
export const mountPoints: GadgetRule = ({ functions }, issues) =>
  eachDuplicate(
    functions.map((each) => (each && 'mountPoint' in each && each.mountPoint) || undefined),
    (index, first, point) =>
      issues.push(
        issue(
          'NAME_DUPLICATE',
          `functions[${index}].mountPoint`,
          `"${point}" is also the mount point of functions[${first}].`,
          'Give each a place of its own.',
        ),
      ),
  );
