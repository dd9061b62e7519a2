import { once } from '../options/once.js';
import type { Direction, TransferType } from '../usb/endpoint.js';
import type { ControllerEndpoint, ControllerProfile } from './profile.js';

const noIsochronous: readonly TransferType[] = ['bulk', 'interrupt'];

/** Limit of drivers that leave the size to the function. */
const unlimited = 65535;

/** `ep1in ep1out ep2in ...`, or with OUT first, after so many other pairs. */
function pairs(
  first: Direction,
  count: number,
  inBytes: number,
  outBytes: number,
  after = 0,
): ControllerEndpoint[] {
  const order: readonly Direction[] = first === 'in' ? ['in', 'out'] : ['out', 'in'];
  const endpoints: ControllerEndpoint[] = [];
  for (let number = after + 1; number <= after + count; number++)
    for (const direction of order)
      endpoints.push({
        name: `ep${number}${direction}`,
        directions: [direction],
        maxPacketSize: direction === 'in' ? inBytes : outBytes,
      });
  return endpoints;
}

/** Endpoints of the direction in their name (`ep1in`, `ep2-bulk-out`); one without a direction there takes either, one at a time. */
function named(
  names: string,
  maxPacketSize: number,
  transfers?: readonly TransferType[],
): ControllerEndpoint[] {
  return names.split(' ').map((name) => ({
    name,
    directions: name.includes('out') ? ['out'] : name.includes('in') ? ['in'] : ['in', 'out'],
    maxPacketSize,
    ...(transfers && { transfers }),
  }));
}

/** Odd pipes IN, even pipes OUT, without isochronous. */
function pipes(count: number): ControllerEndpoint[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `ep${index + 1}`,
    directions: [index % 2 ? 'out' : 'in'],
    maxPacketSize: unlimited,
    transfers: noIsochronous,
  }));
}

/** A profile with what makes its endpoints in their place. */
type Facts = Omit<ControllerProfile, 'endpoints'> & {
  readonly endpoints: () => ControllerProfile['endpoints'];
};

/** A profile whose endpoints are made when they are first asked for: most processes ask for those of one. */
function known(facts: Facts): ControllerProfile {
  const endpoints = { get: once(facts.endpoints), enumerable: true };
  return Object.defineProperty(facts, 'endpoints', endpoints) as unknown as ControllerProfile;
}

const chipidea = (deviceEndpoints: number): Facts => ({
  name: `ci_hdrc:${deviceEndpoints}`,
  title: `ChipIdea with ${deviceEndpoints} device endpoints`,
  endpoints: () => pairs('out', deviceEndpoints - 1, unlimited, unlimited),
  matchEndpoint: 'chipidea',
  confidence: 'source',
  source: 'Linux 6.1 drivers/usb/chipidea/core.c:239-244, udc.c:1820-1917',
});

/**
 * The profile of a ChipIdea controller (i.MX6, i.MX7 and others).
 *
 * @param deviceEndpoints - the DEN field of the register DCCPARAMS, 2 to 16; it counts endpoint zero.
 */
export function chipideaProfile(deviceEndpoints: number): ControllerProfile {
  return known(chipidea(deviceEndpoints));
}

/**
 * The profile of a Synopsys DesignWare USB 3 controller.
 *
 * @param physicalEndpoints - the NUM_EPS field of the register GHWPARAMS3, bits 12 to 17, 4 to 32; endpoint zero counts twice.
 */
export function dwc3Profile(physicalEndpoints: number): ControllerProfile {
  return {
    name: `dwc3:${physicalEndpoints}`,
    title: `DesignWare USB 3 with ${physicalEndpoints} physical endpoints`,
    // Physical endpoint n is number n >> 1, even ones OUT; an odd count ends with an OUT.
    endpoints: pairs('out', Math.ceil(physicalEndpoints / 2) - 1, 1024, 1024).slice(0, physicalEndpoints - 2),
    speed: 'super',
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/dwc3/core.c:683-687, gadget.c:3122-3283',
  };
}

/** The controller that offline checks assume: the one of the Raspberry Pi. */
export const defaultControllerProfile: ControllerProfile = {
  name: 'dwc2-bcm2835',
  title: 'Raspberry Pi',
  endpoints: pairs('in', 7, 1024, 1024),
  transmitFifoWords: [256, 256, 512, 512, 512, 768, 768],
  confidence: 'capture',
  source:
    'Linux 6.1 drivers/usb/dwc2/gadget.c:4816-4936,5088-5096, bcm283x-rpi-usb-peripheral.dtsi:4-6; ' +
    'GHWCFG2 0x228ddd50, GHWCFG3 0x0ff000e8, GHWCFG4 0x1ff00020 and "EPs: 8, dedicated fifos" of boards',
};

/** Every controller that is known by a name of its own, the default first. */
export const controllerProfiles: readonly ControllerProfile[] = [
  defaultControllerProfile,
  known({
    name: 'dwc2-stm32mp15',
    title: 'STM32MP15',
    endpoints: () => pairs('in', 8, 1024, 1024),
    transmitFifoWords: [256, 16, 16, 16, 16, 16, 16, 16],
    confidence: 'guess',
    source:
      'Linux 6.1 stm32mp151.dtsi:1141; "EPs: 9" of a public kernel log; all endpoints in both directions is assumed',
  }),
  known({
    name: 'dummy_hcd',
    title: "Kernel's dummy controller",
    endpoints: () => [
      ...named('ep1in-bulk ep2out-bulk', unlimited, ['bulk']),
      ...named('ep5in-int', unlimited, ['interrupt']),
      ...named('ep6in-bulk ep7out-bulk', unlimited, ['bulk']),
      ...named('ep10in-int', unlimited, ['interrupt']),
      ...named('ep11in-bulk ep12out-bulk', unlimited, ['bulk']),
      ...named('ep15in-int', unlimited, ['interrupt']),
      ...named('ep1out-bulk ep2in-bulk', unlimited, ['bulk']),
      ...named('ep-aout ep-bin ep-cout ep-dout ep-ein ep-fout ep-gin', unlimited, noIsochronous),
      ...named('ep-hout ep-iout ep-jin ep-kout ep-lin ep-mout', unlimited, noIsochronous),
    ],
    confidence: 'measured',
    source:
      'Linux 6.1 drivers/usb/gadget/udc/dummy_hcd.c:122-223; functions bound until refused on 6.1, 6.12 and 7.2',
  }),
  known({
    name: 'usbip-vudc',
    title: 'USB over IP, device side',
    endpoints: () => pairs('out', 15, unlimited, unlimited),
    confidence: 'measured',
    source: 'Linux 6.1 drivers/usb/usbip/vudc_dev.c:514-570; uac1, uac2 and uvc bound on 6.12 and 7.2',
  }),
  known({
    name: 'musb-am335x',
    title: 'AM335x (BeagleBone)',
    endpoints: () => [
      ...pairs('in', 9, 512, 512),
      ...pairs('in', 3, 256, 64, 9),
      ...named('ep13', 4096),
      ...named('ep14 ep15', 1024),
    ],
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/musb/musb_core.c:1316-1344, musb_gadget.c:1700-1775, am33xx.dtsi',
  }),
  known({
    name: 'musb-sunxi',
    title: 'Allwinner A10 to A83T',
    endpoints: () => pairs('in', 5, 512, 512),
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/musb/sunxi.c:622-659',
  }),
  known({
    name: 'musb-sunxi-h3',
    title: 'Allwinner H3, V3s',
    endpoints: () => pairs('in', 4, 512, 512),
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/musb/sunxi.c:639-668',
  }),
  known({
    ...chipidea(8),
    name: 'ci_hdrc',
    title: 'ChipIdea (i.MX6, i.MX7), 8 device endpoints assumed',
    confidence: 'guess',
  }),
  known({
    name: 'renesas_usb3-rcar',
    title: 'R-Car generation 3',
    endpoints: () => pipes(5),
    speed: 'super',
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/gadget/udc/renesas_usb3.c:2619-2751',
  }),
  known({
    name: 'renesas_usb3-rzv2m',
    title: 'RZ/V2M',
    endpoints: () => pipes(8),
    speed: 'super',
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/gadget/udc/renesas_usb3.c:2619-2751',
  }),
  known({
    name: 'atmel_usba-sam9',
    title: 'AT91SAM9',
    endpoints: () => [
      ...named('ep1 ep2', 1024),
      ...named('ep3 ep4', 1024, noIsochronous),
      ...named('ep5 ep6', 1024),
    ],
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/gadget/udc/atmel_usba_udc.c:2064-2071,2220-2240',
  }),
  known({
    name: 'atmel_usba-sama5',
    title: 'SAMA5',
    endpoints: () => named('ep1 ep2 ep3 ep4 ep5 ep6 ep7 ep8 ep9 ep10 ep11 ep12 ep13 ep14 ep15', 1024),
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/gadget/udc/atmel_usba_udc.c:2074-2090',
  }),
  known({
    name: 'net2280',
    title: 'NetChip 2280',
    endpoints: () => [...named('ep-a ep-b ep-c ep-d', unlimited), ...named('ep-e ep-f', 64)],
    matchEndpoint: 'net2280',
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/gadget/udc/net2280.c:76-135,1547-1609,2151-2175, fifo_mode 0',
  }),
  known({
    name: 'usb338x',
    title: 'PLX USB 3380 and 3382, enhanced mode',
    endpoints: () => named('ep1in ep2out ep3in ep4out ep1out ep2in ep3out ep4in', unlimited),
    speed: 'super',
    matchEndpoint: 'net2280',
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/gadget/udc/net2280.c:103-120,2188-2230',
  }),
  known({
    name: 'max3420',
    title: 'MAX3420 on SPI',
    endpoints: () => named('ep1-bulk-out ep2-bulk-in ep3-bulk-in', 64, ['bulk']),
    speed: 'full',
    confidence: 'source',
    source: 'Linux 6.1 drivers/usb/gadget/udc/max3420_udc.c:1151-1197',
  }),
];
