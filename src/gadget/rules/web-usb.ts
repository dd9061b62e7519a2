import { issue } from '../../errors.js';
import type { GadgetRule } from '../valid-parts.js';

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
