import { since, type KernelVersion } from '../../src/attributes/kernel-version.js';
import { hostDevice, hostDeviceGone, type HostDevice } from './host.js';
import { run } from './network.js';

/** The virtual controller with isochronous endpoints; no sound or picture moves on it, everything else does. */
export const isochronousController = 'usbip-vudc.0';

/** Earlier kernels panic when the host of this controller ends a stream (vep_dequeue, drivers/usb/usbip/vudc_dev.c). */
export const stopsStreamsSince: KernelVersion = since(6, 12);

const program = 'test/lab/programs/plug.py';

/** Makes the controller, and a host controller for it. */
export async function layCable(): Promise<void> {
  await run('modprobe', 'usbip-vudc');
  await run('modprobe', 'vhci-hcd');
}

/** Takes both away again. */
export async function takeCable(): Promise<void> {
  await run('rmmod', 'usbip-vudc');
  await run('rmmod', 'vhci-hcd');
}

/** Plugs the bound gadget into the host; ids are four hex digits. */
export async function plugIn(idVendor: string, idProduct: string): Promise<HostDevice> {
  await run('python3', program, isochronousController);
  return hostDevice(idVendor, idProduct);
}

/** Pulls it out. */
export async function plugOut(idVendor: string, idProduct: string): Promise<void> {
  await run('python3', program, isochronousController, 'out');
  await hostDeviceGone(idVendor, idProduct);
}
