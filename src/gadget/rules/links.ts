import { issue } from '../../errors.js';
import { driverOf } from '../../functions/drivers.js';
import { functionName } from '../../functions/function-name.js';
import { didYouMean } from '../../options/did-you-mean.js';
import { configurationAttributes } from '../gadget-attributes.js';
import type { GadgetRule } from '../valid-parts.js';
import { eachDuplicate } from './duplicates.js';

/** A gadget has configurations, and each has functions (drivers/usb/gadget/configfs.c, configfs_composite_bind). */
export const configurationsFilled: GadgetRule = ({ configurations }, issues) => {
  if (configurations.length === 0)
    issues.push(
      issue(
        'CONFIGURATION_MISSING',
        'configurations',
        'The gadget has no configuration.',
        'Leave configurations out.',
      ),
    );
  configurations.forEach((each, index) => {
    if (each?.functions.length === 0)
      issues.push(
        issue(
          'CONFIGURATION_EMPTY',
          `configurations[${index}].functions`,
          `Configuration ${each.number} has no functions; the kernel binds no gadget with an empty one.`,
          'Give it a function, or leave the configuration out.',
        ),
      );
  });
};

/** A configuration holds functions of the gadget, each once (drivers/usb/gadget/configfs.c, config_usb_cfg_link). */
export const linkedFunctions: GadgetRule = ({ configurations, functionNames }, issues) => {
  configurations.forEach((each, index) => {
    if (!each) return;
    const path = `configurations[${index}].functions`;
    each.functions.forEach((name, place) => {
      if (functionNames.includes(name)) return;
      const names = functionNames.filter((told) => told !== undefined);
      const hint = didYouMean(name, names, `The gadget has ${names.join(', ') || 'none'}.`);
      issues.push(
        issue('FUNCTION_NOT_THERE', `${path}[${place}]`, `The gadget has no function "${name}".`, hint),
      );
    });
    eachDuplicate(each.functions, (place, first, name) => {
      // Two functions of one name are told of already.
      if (functionNames.indexOf(name) !== functionNames.lastIndexOf(name)) return;
      const message = `"${name}" is also ${path}[${first}]; a configuration holds a function once.`;
      issues.push(issue('NAME_DUPLICATE', `${path}[${place}]`, message, 'Remove one of the two.'));
    });
  });
};

/** Links of a configuration have names of their own, and lead to functions that it lists. */
export const linkNames: GadgetRule = ({ configurations }, issues) => {
  for (const [index, each] of configurations.entries()) {
    if (!each?.links) continue;
    const { functions, links } = each;
    const path = `configurations[${index}].links`;
    for (const name of Object.keys(links))
      if (!functions.includes(name))
        issues.push(
          issue(
            'FUNCTION_NOT_THERE',
            `${path}.${name}`,
            `The configuration does not list "${name}".`,
            `It lists ${functions.join(', ') || 'none'}.`,
          ),
        );
    const names = functions.map((name) => links[name] ?? name);
    const taken = new Set(['strings', ...configurationAttributes.map((one) => one.name)]);
    for (const [place, name] of names.entries()) {
      if (taken.has(name))
        issues.push(
          issue(
            'NAME_DUPLICATE',
            `${path}.${functions[place]!}`,
            `There is something named "${name}" in the configuration already.`,
            'Give the link another name.',
          ),
        );
      taken.add(name);
    }
  }
};

/** A function in no configuration is made, and the host does not see it. */
export const unlinkedFunctions: GadgetRule = ({ configurations, functionNames }, issues) => {
  if (configurations.includes(undefined)) return;
  functionNames.forEach((name, index) => {
    if (name !== undefined && !configurations.some((each) => each?.functions.includes(name)))
      issues.push(
        issue(
          'FUNCTION_NOT_LINKED',
          `functions[${index}]`,
          `"${name}" is in no configuration; the host does not see it.`,
          'It can be enabled later, or name it in the functions of a configuration.',
        ),
      );
  });
};

/** Some drivers bind one instance once (drivers/usb/gadget/function/f_hid.c adds its device a second time, and fails). */
export const functionsBoundOnce: GadgetRule = ({ configurations, functions }, issues) => {
  if (configurations.length < 2) return;
  const bindsOnce = new Set(
    functions.flatMap((each) => (each && driverOf(each).secondConfiguration ? [functionName(each)] : [])),
  );
  const first = new Map<string, number>();
  for (const [index, configuration] of configurations.entries())
    for (const name of new Set(configuration?.functions)) {
      const before = first.get(name);
      if (before === undefined) first.set(name, index);
      else if (bindsOnce.has(name))
        issues.push(
          issue(
            'FUNCTION_LINKED_TWICE',
            `configurations[${index}].functions`,
            `"${name}" is in configurations[${before}] too; the kernel binds it in one only.`,
            'Make a second function for the second configuration.',
          ),
        );
    }
};
