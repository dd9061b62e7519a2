import { issue } from '../../errors.js';
import type { GadgetRule } from '../sound-gadget.js';

/** Functions that Windows drives, of interfaces that an association joins (USB ECN Interface Association Descriptors). */
const associated: ReadonlySet<string> = new Set(['acm', 'ncm', 'rndis', 'uac2', 'uvc']);

/** Only a controller for SuperSpeed is served with bcdUSB 2.10 (composite.c); below that, browsers do not ask (WebUSB 1.0, 4.1). */
export const webUsb: GadgetRule = ({ definition }, issues, { controller }) => {
  if (definition.webUsb?.use && controller?.speed !== 'super')
    issues.push(
      issue(
        'WEBUSB_BELOW_SUPERSPEED',
        'webUsb.use',
        `Browsers ignore WebUSB on ${controller ? controller.name : 'a controller'} that is not for SuperSpeed: the kernel says USB 2.01 there.`,
        'Use a SuperSpeed controller, or leave webUsb out.',
      ),
    );
};

/** Windows has been seen to refuse rndis behind other functions: "code 10". */
export const rndisFirst: GadgetRule = ({ functions, functionNames, configurations }, issues) => {
  for (const [index, each] of functions.entries()) {
    const name = functionNames[index];
    if (each?.driver !== 'rndis' || name === undefined) continue;
    if (configurations.some((configuration) => configuration && configuration.functions.indexOf(name) > 0))
      issues.push(
        issue(
          'HOST_UNLIKELY',
          `functions[${index}]`,
          `"${name}" is not the first function; some versions of Windows then do not start it (code 10).`,
          'Put it first, or use ncm, which Windows 11 drives at any place.',
        ),
      );
  }
};

/** Windows loads its composite driver only for devices of one configuration. */
export const severalConfigurations: GadgetRule = ({ configurations }, issues) => {
  if (configurations.length > 1)
    issues.push(
      issue(
        'HOST_UNLIKELY',
        'configurations',
        'Windows does not split a device of several configurations into its functions, and may find none of them.',
        'For Windows, make one configuration.',
      ),
    );
};

/** A device of class 0 does not say that it has interface associations. */
export const associationClass: GadgetRule = ({ definition, functions, configurations }, issues) => {
  if (definition.deviceClass || !configurations.some((each) => each && each.functions.length > 1)) return;
  const found = functions.find((each) => each && associated.has(each.driver));
  if (found)
    issues.push(
      issue(
        'HOST_SUPPORT',
        'deviceClass',
        `Some versions of Windows find the interfaces of ${found.driver} among others only under the device class 0xef, 2, 1.`,
        'If Windows is to use it: deviceClass 0xef, deviceSubClass 2, deviceProtocol 1.',
      ),
    );
};

/** Linux knows geth by its ids alone (drivers/net/usb/cdc_subset.c). */
export const gethIds: GadgetRule = ({ definition, functions }, issues) => {
  const { vendorId, productId } = definition;
  const index = functions.findIndex((each) => each?.driver === 'geth');
  if (index < 0 || (vendorId === 0x0525 && productId === 0xa4a2)) return;
  issues.push(
    issue(
      'HOST_UNLIKELY',
      `functions[${index}].driver`,
      'Linux hosts take geth only under the ids 0525:a4a2.',
      'Use eem or ecm, or set vendorId to 0x0525 and productId to 0xa4a2.',
    ),
  );
};

/** The host's cdc-phonet looks at the vendor too (drivers/net/usb/cdc-phonet.c). */
export const phonetVendor: GadgetRule = ({ definition, functions }, issues) => {
  if (definition.vendorId === 0x0421) return;
  for (const [index, each] of functions.entries())
    if (each?.driver === 'phonet')
      issues.push(
        issue(
          'HOST_UNLIKELY',
          `functions[${index}].driver`,
          'Linux takes phonet only with the vendor id of Nokia.',
          'Set vendorId to 0x0421.',
        ),
      );
};
