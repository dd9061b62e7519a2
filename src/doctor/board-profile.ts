import { controllerNames } from '../live/controllers/controllers.js';
import { textOf } from '../live/machine/text-file.js';
import type { System } from '../system/system.js';
import { dwc3Profile } from '../udc/controllers.js';
import { findControllerProfile } from '../udc/find-controller.js';
import type { ControllerEndpoint, ControllerProfile } from '../udc/profile.js';

const debugFolder = '/sys/kernel/debug/usb';

/** `name   : value`, one a line (drivers/usb/dwc2/debugfs.c, print_param). */
function parametersIn(text: string): ReadonlyMap<string, number> {
  return new Map(
    [...text.matchAll(/^(\S+) *: (-?(?:0x)?[0-9a-f]+)$/gim)].map(([, name = '', value]) => [
      name,
      Number(value),
    ]),
  );
}

/** Two bits of GHWCFG1 for each endpoint say which directions it lacks: 1 OUT, 2 IN (drivers/usb/dwc2/gadget.c, dwc2_hsotg_hw_cfg). */
function dwc2Endpoints(count: number, directions: number): ControllerEndpoint[] {
  const endpoints: ControllerEndpoint[] = [];
  for (let number = 1; number <= count; number++) {
    const lacking = (directions >>> (number * 2)) & 3;
    if (!(lacking & 2)) endpoints.push({ name: `ep${number}in`, directions: ['in'], maxPacketSize: 1024 });
    if (!(lacking & 1)) endpoints.push({ name: `ep${number}out`, directions: ['out'], maxPacketSize: 1024 });
  }
  return endpoints;
}

/** They are counted from 1; those that are not there are 0 (drivers/usb/dwc2/params.c, dwc2_get_device_properties). */
function transmitFifoWords(parameters: ReadonlyMap<string, number>): readonly number[] {
  const words: number[] = [];
  for (let size = 1; size;) {
    size = parameters.get(`g_tx_fifo_size[${words.length + 1}]`) ?? 0;
    if (size) words.push(size);
  }
  return words;
}

async function dwc2Profile(system: System, name: string): Promise<ControllerProfile | undefined> {
  const hardware = parametersIn(await textOf(system, `${debugFolder}/${name}/hw_params`));
  const count = hardware.get('num_dev_ep');
  if (count === undefined) return undefined;
  const parameters = parametersIn(await textOf(system, `${debugFolder}/${name}/params`));
  const words = hardware.get('en_multiple_tx_fifo') ? transmitFifoWords(parameters) : [];
  return {
    name,
    title: `dwc2 at ${name}`,
    endpoints: dwc2Endpoints(count, hardware.get('dev_ep_dirs') ?? 0),
    ...(words.length > 0 && { transmitFifoWords: words }),
    confidence: 'capture',
    source: `${debugFolder}/${name}/hw_params and params of a board, by drivers/usb/dwc2/gadget.c`,
  };
}

/** GHWPARAMS3, bits 12 to 17: endpoints in both directions together, with endpoint zero (drivers/usb/dwc3/core.h, DWC3_NUM_EPS). */
const physicalEndpoints = (parameters3: number): number => (parameters3 >>> 12) & 0x3f;

async function dwc3ProfileOf(system: System, name: string): Promise<ControllerProfile | undefined> {
  const registers = await textOf(system, `${debugFolder}/${name}/regdump`);
  const parameters3 = /^GHWPARAMS3 = (0x[0-9a-f]+)$/m.exec(registers)?.[1];
  const count = parameters3 === undefined ? 0 : physicalEndpoints(Number(parameters3));
  if (count < 4) return undefined;
  return {
    ...dwc3Profile(count),
    name,
    title: `dwc3 at ${name}`,
    confidence: 'capture',
    source: `GHWPARAMS3 ${parameters3} in ${debugFolder}/${name}/regdump of a board, by drivers/usb/dwc3/gadget.c`,
  };
}

/**
 * The profile of each controller of a machine: worked out from what its driver shows in debugfs (dwc2, dwc3), else one that is known
 * by the controller's name. {@link ControllerProfile.confidence} says how sure it is.
 */
export async function boardProfiles(system: System): Promise<ControllerProfile[]> {
  const profiles: ControllerProfile[] = [];
  for (const name of await controllerNames(system)) {
    const profile =
      (await dwc2Profile(system, name)) ?? (await dwc3ProfileOf(system, name)) ?? findControllerProfile(name);
    if (profile) profiles.push(profile);
  }
  return profiles;
}
