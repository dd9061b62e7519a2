import { since } from '../../attributes/kernel-version.js';
import { once } from '../../options/once.js';
import {
  functionsThat,
  gadgetThat,
  isOf,
  type HostFact,
  type MetGadget,
  type PlacedFunction,
} from './host-fact.js';
import type { HostName } from './host-names.js';

const windows: readonly HostName[] = ['windows-10', 'windows-11'];

/** Functions of interfaces that an association joins (USB ECN Interface Association Descriptors), and that Windows drives. */
const associated = isOf('acm', 'ncm', 'rndis', 'uac2', 'uvc');

const isComposite = ({ configurations }: MetGadget): boolean =>
  configurations.some(({ length }) => length > 1);

/** The first function alone: the class triple of the device is one, however many it is for. */
const firstAssociated = (gadget: MetGadget): PlacedFunction | undefined =>
  isComposite(gadget) && !gadget.definition.deviceClass
    ? gadget.configurations.flat().find(associated)
    : undefined;

/** Class triples by which Windows knows RNDIS without OS descriptors (usb80236.inf, rndiscmp.inf). */
const rndisTriples = ['224,1,3', '239,4,1'];

function isRndisUntold({ definition }: PlacedFunction): boolean {
  if (definition.driver !== 'rndis' || !('compatibleId' in definition)) return false;
  const { compatibleId, interfaceClass } = definition;
  const triple =
    interfaceClass && [interfaceClass.class, interfaceClass.subClass, interfaceClass.protocol].join();
  return !compatibleId && !(triple && rndisTriples.includes(triple));
}

/** Whether a network card's host end has an address of its maker (IEEE 802, 8.2.2); eem and geth carry none to the host. */
function hasMakersAddress({ definition }: PlacedFunction): boolean {
  const address = 'hostAddress' in definition ? definition.hostAddress : undefined;
  const carries = definition.driver === 'ecm' || definition.driver === 'ncm';
  return carries && address !== undefined && !(Number.parseInt(address.slice(0, 2), 16) & 2);
}

/** A gadget of several configurations. */
const severalConfigurations = gadgetThat('configurations', ({ configurations }) => configurations.length > 1);

const hasAddress = isOf('ecm', 'ncm', 'eem');

/** What operating systems do with gadgets, besides having drivers. */
export const systemFacts: () => readonly HostFact[] = once(() => [
  {
    hosts: ['linux'],
    unasked: true,
    code: 'HOST_UNLIKELY',
    finds: functionsThat(
      (each, { definition: { vendorId, productId } }) =>
        each.definition.driver === 'geth' && !(vendorId === 0x0525 && productId === 0xa4a2),
      '.driver',
    ),
    message: 'Linux hosts take geth only under the ids 0525:a4a2.',
    cure: 'Use eem or ecm, or set vendorId to 0x0525 and productId to 0xa4a2.',
    source: 'Linux 6.12 drivers/net/usb/cdc_subset.c',
  },
  {
    hosts: ['linux'],
    unasked: true,
    code: 'HOST_UNLIKELY',
    finds: functionsThat(
      (each, { definition }) => each.definition.driver === 'phonet' && definition.vendorId !== 0x0421,
      '.driver',
    ),
    message: 'Linux takes phonet only with the vendor id of Nokia.',
    cure: 'Set vendorId to 0x0421.',
    source: 'Linux 6.12 drivers/net/usb/cdc-phonet.c',
  },
  {
    hosts: windows,
    unasked: true,
    code: 'HOST_UNLIKELY',
    finds: functionsThat((each) => each.definition.driver === 'rndis' && each.before > 0),
    message: '{name} is not the first function; some versions of Windows then do not start it (code 10).',
    cure: 'Put it first, or use ncm, which Windows 11 drives at any place.',
    source: 'Linux Documentation/usb/gadget_multi.rst; scripts of many boards',
  },
  {
    hosts: windows,
    unasked: true,
    code: 'HOST_UNLIKELY',
    finds: severalConfigurations,
    message:
      'Windows does not split a device of several configurations into its functions, and may find none of them.',
    cure: 'For Windows, make one configuration.',
    source:
      'Microsoft Learn, "Enumeration of USB Composite Devices"; Linux Documentation/usb/gadget_multi.rst',
  },
  {
    hosts: windows,
    unasked: true,
    code: 'HOST_SUPPORT',
    finds: (gadget) => {
      const found = firstAssociated(gadget);
      return found ? [{ path: 'deviceClass', function: found }] : [];
    },
    message:
      'Some versions of Windows find the interfaces of {driver} among others only under the device class 0xef, 2, 1.',
    cure: 'If Windows is to use it: deviceClass 0xef, deviceSubClass 2, deviceProtocol 1.',
    source: 'Microsoft Learn, "USB Interface Association Descriptor"',
  },
  {
    hosts: windows,
    code: 'HOST_LACKS_DRIVER',
    finds: functionsThat(isRndisUntold),
    message:
      'without compatible ids, {name} is taken for a serial port, or for nothing until a driver is installed.',
    cure: 'Use rndis and leave compatibleId out, or set interfaceClass to 0xe0, 1, 3.',
    source: "PiKVM's page on USB Ethernet; usbser.inf takes class 2, subclass 2",
  },
  {
    hosts: ['windows-10'],
    code: 'HOST_SUPPORT',
    finds: functionsThat(isOf('ncm')),
    message: 'it has a driver for {name}, and may not choose it by itself.',
    cure: 'Choose "UsbNcm Host Device" by hand in the device manager, or use rndis.',
    source: 'microsoft/NCM-Driver-for-Windows: Windows 11 is the first that drives every NCM device',
  },
  {
    hosts: windows,
    code: 'HOST_UNLIKELY',
    finds: functionsThat((each, { kernel }) => each.definition.driver === 'uac2' && kernel < since(5, 14)),
    message:
      'kernels before 5.14 give {name} no feedback endpoint, and its loudspeaker does not start (code 10).',
    cure: 'Use kernel 5.14 or later, or uac1.',
    source: 'Linux 5.14 u_audio.c; Microsoft Learn, "USB Audio 2.0 drivers": explicit feedback only',
  },
  {
    hosts: windows,
    code: 'HOST_SUPPORT',
    finds: gadgetThat(
      'osDescriptors',
      ({ definition }) => definition.osDescriptors?.use === true && definition.deviceVersion === undefined,
    ),
    message:
      'OS descriptors are asked for once for each vendorId, productId and deviceVersion, and whether there were any is remembered.',
    cure: 'Give a deviceVersion, and another one whenever the functions change.',
    source: 'Microsoft Learn, "Microsoft OS Descriptors for USB Devices"; the registry key UsbFlags',
  },
  {
    hosts: ['macos'],
    code: 'HOST_SUPPORT',
    finds: functionsThat((each, gadget) => each.definition.driver === 'ecm' && isComposite(gadget)),
    message: 'some versions (10.15) were seen not to find {name} beside other functions.',
    cure: 'Use ncm.',
    source: 'RobertCNelson/boot-scripts, 2020: tested with macOS 10.15.4',
  },
  {
    hosts: ['macos'],
    code: 'HOST_SUPPORT',
    finds: severalConfigurations,
    message: 'only the first of several configurations was seen to be used.',
    cure: 'Make one configuration, or put what is for macOS into the first.',
    source: 'Diodes-Delight/piunora-raspberrypi-os-image, 2021',
  },
  {
    hosts: ['linux', 'android'],
    code: 'HOST_SUPPORT',
    finds: severalConfigurations,
    message:
      'one configuration is used: the first, unless it begins with rndis or an interface of a class of its own, and a later one does not.',
    cure: 'Make one configuration, or put what is for Linux into the first.',
    source: 'Linux 6.12 drivers/usb/core/generic.c',
  },
  {
    hosts: ['android'],
    code: 'HOST_UNLIKELY',
    finds: functionsThat((each) => hasAddress(each) && !hasMakersAddress(each)),
    message:
      'its kernel calls an interface with such an address usb0, and Android manages only interfaces called eth0 and the like.',
    cure: 'Use ecm or ncm with a hostAddress whose second digit is 0, 4, 8 or c, that is one of a maker.',
    source: 'Linux 6.12 drivers/net/usb/usbnet.c; Android config_ethernet_iface_regex',
  },
]);
