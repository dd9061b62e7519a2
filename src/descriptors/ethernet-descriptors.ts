import { since } from '../attributes/kernel-version.js';
import {
  ethernetNetworking,
  header,
  hostAddressText,
  longestFrame,
  notifications,
  plainData,
  subClasses,
  switchedData,
  union,
} from './cdc.js';
import { describe } from './descriptor.js';
import { endpointPair } from './endpoint-descriptors.js';
import { numberOf, type FunctionDescriptors } from './function-descriptors.js';
import { association, classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { layouts } from './layouts.js';

const ethernetControl: Triple = [classes.communications, subClasses.ethernet, 0];

/** drivers/usb/gadget/function/f_ecm.c */
export const ecmDescriptors: FunctionDescriptors = {
  strings: (attributes) => [
    'CDC Ethernet Control Model (ECM)',
    hostAddressText(attributes),
    'CDC Ethernet Data',
    'CDC ECM',
  ],
  descriptors(bound) {
    const { firstInterface: control, strings } = bound;
    const data = control + 1;
    return [
      association(control, 2, ethernetControl, strings[3]),
      interfaceDescriptor({ number: control, endpoints: 1, is: ethernetControl, string: strings[0] }),
      header(),
      union(control, data),
      ethernetNetworking(strings[1]!),
      ...notifications(bound, 2, 16),
      // Only the setting with endpoints has a string.
      ...switchedData(data, plainData, [0, strings[2]]),
      ...endpointPair(bound),
    ];
  },
};

/** drivers/usb/gadget/function/f_subset.c */
export const subsetDescriptors: FunctionDescriptors = {
  strings: (attributes) => ['CDC Ethernet Subset/SAFE', hostAddressText(attributes)],
  sharesTexts: () => true,
  descriptors: (bound) => [
    interfaceDescriptor({
      number: bound.firstInterface,
      endpoints: 2,
      is: [classes.communications, subClasses.mobileDirectLine, 0],
      string: bound.strings[0],
    }),
    header(),
    describe(layouts.cdcMobileDirectLine, {
      bcdVersion: 0x0100,
      bGUID: '5d34cf66111811d6a21a000102ca9a7f',
    }),
    describe(layouts.cdcMobileDirectLineDetail, { bDetailData: '0000' }),
    ethernetNetworking(bound.strings[1]!),
    ...endpointPair(bound),
  ],
};

/** drivers/usb/gadget/function/f_eem.c */
export const eemDescriptors: FunctionDescriptors = {
  strings: () => ['CDC Ethernet Emulation Model (EEM)'],
  descriptors: (bound) => [
    interfaceDescriptor({
      number: bound.firstInterface,
      endpoints: 2,
      is: [classes.communications, subClasses.ethernetEmulation, 7],
      string: bound.strings[0],
    }),
    ...endpointPair(bound),
  ],
};

const networkControl: Triple = [classes.communications, subClasses.networkControl, 0];

/** USB_CDC_NCM_NCAP_ETH_FILTER and USB_CDC_NCM_NCAP_CRC_MODE. */
const networkCapabilities = 0x11;

/** Earlier ones have one text for all, that of the function linked last (seen in 5.10, not in 6.1). */
const ownTextsSince = since(6, 1);

/** drivers/usb/gadget/function/f_ncm.c */
export const ncmDescriptors: FunctionDescriptors = {
  strings: (attributes) => [
    'CDC Network Control Model (NCM)',
    hostAddressText(attributes),
    'CDC Network Data',
    'CDC NCM',
  ],
  sharesTexts: (kernel) => kernel < ownTextsSince,
  osDescriptors: 'os_desc/interface.ncm',
  descriptors(bound) {
    const { firstInterface: control, strings, attributes } = bound;
    const data = control + 1;
    return [
      association(control, 2, networkControl, strings[3]),
      interfaceDescriptor({ number: control, endpoints: 1, is: networkControl, string: strings[0] }),
      header(),
      union(control, data),
      ethernetNetworking(strings[1]!, numberOf(attributes, 'max_segment_size', longestFrame)),
      describe(layouts.cdcNetworkControl, {
        bcdNcmVersion: 0x0100,
        bmNetworkCapabilities: networkCapabilities,
      }),
      ...notifications(bound, 2, 16),
      ...switchedData(data, [classes.data, 0, 1], [strings[2], strings[2]]),
      ...endpointPair(bound, { burst: 15 }),
    ];
  },
};

/** drivers/usb/gadget/function/f_rndis.c */
export const rndisDescriptors: FunctionDescriptors = {
  strings: () => ['RNDIS Communications Control', 'RNDIS Ethernet Data', 'RNDIS'],
  osDescriptors: 'os_desc/interface.rndis',
  descriptors(bound) {
    const { firstInterface: control, strings, attributes } = bound;
    const data = control + 1;
    const code = (name: string, byDefault: number): number =>
      Number.parseInt(attributes.text(name) ?? byDefault.toString(16), 16);
    return [
      association(control, 2, [code('class', 2), code('subclass', 6), code('protocol', 0)], strings[2]),
      interfaceDescriptor({
        number: control,
        endpoints: 1,
        is: [classes.communications, subClasses.abstractControl, 0xff],
        string: strings[0],
      }),
      header(),
      // Always interface 1, wherever the data is.
      describe(layouts.cdcCallManagement, { bDataInterface: 1 }),
      describe(layouts.cdcAbstractControl),
      union(control, data),
      ...notifications(bound, 2, 8),
      interfaceDescriptor({ number: data, endpoints: 2, is: plainData, string: strings[1] }),
      ...endpointPair(bound),
    ];
  },
};
