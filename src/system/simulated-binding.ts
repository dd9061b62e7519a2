import { refuse, type Refusal } from '../attributes/errno.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { withoutLineFeed } from '../attributes/text-codecs.js';
import { bindFunctions, driverOfFolder, isHeldOffBus } from './simulated-bind.js';
import { settleCamera } from './simulated-camera.js';
import type { SimulatedController } from './simulated-controller.js';
import type { SimulatedFolder } from './simulated-folder.js';
import type { SimulatedNumbers } from './simulated-numbers.js';
import { SimulatedStatics } from './simulated-statics.js';

/** From here on a gadget is a device of a bus, and whatever fails at its bind is EBUSY to the writer (drivers/usb/gadget/udc/core.c). */
const gadgetBusSince = since(5, 19);

const notNamed = '(unnamed net_device)\n';

/** The controllers of a simulated machine, and what writing `UDC` does. */
export class SimulatedBinding {
  readonly controllers: readonly SimulatedController[];
  readonly #kernel: KernelVersion;
  readonly #numbers: SimulatedNumbers;
  /** Gadgets that were bound with `webusb/use`, which is never taken back (drivers/usb/gadget/configfs.c, configfs_composite_bind). */
  readonly #webUsb = new WeakSet<SimulatedFolder>();
  /**
   * Gadgets that hold themselves off the bus, as far as they know: they do not tell the controller a second time, which has forgotten
   * it when another gadget was unbound (composite.c, usb_function_deactivate).
   */
  readonly #deactivated = new WeakSet<SimulatedFolder>();
  readonly #statics = new SimulatedStatics();

  constructor(controllers: readonly SimulatedController[], kernel: KernelVersion, numbers: SimulatedNumbers) {
    this.controllers = controllers;
    this.#kernel = kernel;
    this.#numbers = numbers;
  }

  /** The controller that a gadget is bound to. */
  controllerOf(gadget: SimulatedFolder | undefined): SimulatedController | undefined {
    return gadget && this.controllers.find((each) => each.gadget === gadget);
  }

  /** A folder is made: its driver may have something left for it. */
  recall(folder: SimulatedFolder): void {
    this.#statics.recall(folder);
  }

  /** The functions of a configuration that its driver keeps for the next bind: the bound ones are elsewhere. */
  waitingIn(configuration: SimulatedFolder): SimulatedFolder[] {
    const bound = this.controllerOf(configuration.gadget)?.bound.get(configuration) ?? 0;
    return configuration.targets.slice(bound);
  }

  /** Writes `UDC` (drivers/usb/gadget/configfs.c, gadget_dev_desc_UDC_store). */
  store(gadget: SimulatedFolder, written: string): Refusal | undefined {
    if (written.includes('\0')) return refuse('EOVERFLOW');
    const name = withoutLineFeed(written);
    if (!name) return this.unbind(gadget) ? undefined : refuse('ENODEV');
    if (this.controllerOf(gadget)) return refuse('EBUSY');
    const errno = this.#bind(gadget, name);
    if (errno) return refuse(this.#kernel >= gadgetBusSince ? 'EBUSY' : errno);
    gadget.setText('UDC', name + '\n');
    return undefined;
  }

  /** Takes a gadget off its controller; false if it has none. */
  unbind(gadget: SimulatedFolder | undefined): boolean {
    const controller = this.controllerOf(gadget);
    if (!controller) return false;
    controller.gadget = undefined;
    controller.isDeaf = false;
    if (gadget) this.#deactivated.delete(gadget);
    if (this.#kernel < gadgetBusSince) {
      controller.state = 'not attached';
      controller.news++;
    }
    gadget?.setText('UDC', '\n');
    return true;
  }

  #bind(gadget: SimulatedFolder, name: string): Refusal['errno'] | undefined {
    const controller = this.controllers.find((each) => each.name === name);
    if (!controller) return 'ENODEV';
    if (controller.gadget) return 'EBUSY';
    const { reached, interfaces, errno } = bindFunctions(gadget, controller.profile, this.#kernel);
    for (const each of reached) {
      this.#nameInterface(each);
      this.#statics.remember(each);
      settleCamera(each, interfaces.get(each));
    }
    if (reached.length && gadget.child('webusb')?.textOf('use') === '1\n') this.#webUsb.add(gadget);
    if (reached.some(isHeldOffBus) && !this.#deactivated.has(gadget)) {
      this.#deactivated.add(gadget);
      controller.isDeaf = true;
    }
    if (errno) return errno;
    controller.gadget = gadget;
    controller.bound = new Map(gadget.child('configs')?.made.map((each) => [each, each.targets.length]));
    this.enumerate(controller);
    return undefined;
  }

  /** The host configures what is on the bus, if it is there. */
  enumerate(controller: SimulatedController): void {
    const { gadget, isDeaf, host } = controller;
    if (gadget && !isDeaf && host !== 'away') enumerate(gadget, controller, this.#webUsb.has(gadget));
  }

  #nameInterface(folder: SimulatedFolder): void {
    const shown = folder.textOf('ifname');
    if (!shown) return;
    const { interfaceName = 'usb%d' } = driverOfFolder(folder)[0];
    const name = this.#numbers.makeInterface(
      folder,
      shown === notNamed ? interfaceName : withoutLineFeed(shown),
    );
    if (name !== undefined) folder.setText('ifname', name + '\n');
  }
}

const speeds = ['low-speed', 'full-speed', 'high-speed', 'super-speed', 'super-speed-plus'];
const fastest = { full: 'full-speed', high: 'high-speed', super: 'super-speed' } as const;

/** A host configures the gadget at once; the kernel puts into the device descriptor what it then says (composite.c). */
function enumerate(gadget: SimulatedFolder, controller: SimulatedController, usesWebUsb: boolean): void {
  const ofController = fastest[controller.profile.speed ?? 'high'];
  const asked = withoutLineFeed(gadget.textOf('max_speed'));
  controller.speed = speeds.indexOf(asked) < speeds.indexOf(ofController) && asked ? asked : ofController;
  controller.state = 'configured';
  controller.news++;
  const isSuper = controller.speed === 'super-speed';
  gadget.setText(
    'bcdUSB',
    isSuper ? '0x0320\n' : ofController === 'super-speed' ? '0x0210\n' : usesWebUsb ? '0x0201\n' : '0x0200\n',
  );
  gadget.setText('bMaxPacketSize0', isSuper ? '0x09\n' : '0x40\n');
}
