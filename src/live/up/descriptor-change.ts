import { GadgetError, issue, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { ControllerProfile } from '../../udc/profile.js';

/** What a host tells one device from another by. */
const identity = ({ vendorId, productId, deviceVersion, strings = {} }: GadgetDefinition): string =>
  JSON.stringify([
    vendorId,
    productId,
    deviceVersion,
    Object.values(strings).map(({ serialNumber = '' }) => serialNumber),
  ]);

/** What hosts read, as a hash; undefined if that is not known. */
async function hashOf(
  gadget: GadgetDefinition,
  controller: ControllerProfile,
  kernel: string,
): Promise<string | undefined> {
  // Loaded here, since most of what is done to gadgets needs none of it.
  const { descriptorsOf } = await import('../../descriptors/descriptors-of.js');
  const { descriptorHash } = await import('../../descriptors/descriptor-hash.js');
  try {
    return descriptorHash(descriptorsOf(gadget, controller, kernel));
  } catch (error) {
    if (error instanceof GadgetError) return undefined;
    throw error;
  }
}

const hexadecimal = (value: number): string => value.toString(16).padStart(4, '0');

/** Warns of a gadget that shows hosts other descriptors than before, and that they cannot tell from the one before. */
export async function descriptorChange(
  before: GadgetDefinition,
  after: GadgetDefinition,
  controller: ControllerProfile,
  kernel: string,
): Promise<Issue | undefined> {
  if (identity(before) !== identity(after)) return undefined;
  const [old, next] = [await hashOf(before, controller, kernel), await hashOf(after, controller, kernel)];
  if (old === undefined || next === undefined || old === next) return undefined;
  return issue(
    'DESCRIPTORS_CHANGED',
    'deviceVersion',
    `Hosts that know ${hexadecimal(after.vendorId)}:${hexadecimal(after.productId)} will read other descriptors from it than before, under the same version and serial number.`,
    'Windows keeps the drivers that it chose for these: give another deviceVersion, such as that of `descriptorVersion`.',
  );
}
