import { parseYaml } from '../config/parse-yaml.js';
import { GadgetError } from '../errors.js';
import type { ControllerProfile } from '../udc/profile.js';
import { validateControllerProfile } from '../udc/read-profile.js';
import { fileName, readText } from './read-input.js';

/**
 * The profile of a controller from a user's file, YAML or JSON.
 *
 * @throws {@link GadgetError} with every fault.
 */
export function readProfile(file: string): ControllerProfile {
  const document = parseYaml(readText(file), fileName(file));
  if (document.faults.length) throw new GadgetError(document.faults);
  const { value, faults } = document.read({ asTexts: false, isOurs: () => true });
  const issues = faults.length ? faults : validateControllerProfile(value);
  if (issues.length) throw new GadgetError(document.locate(issues));
  return value as ControllerProfile;
}
