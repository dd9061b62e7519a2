import { EthernetFunction, Gadget, type EthernetDriverName } from 'usb-gadget';
import { down, networkDown, up, type UpOptions } from 'usb-gadget/live';
import type { NetworkSource } from 'usb-gadget/network';
import { NodeSystem } from 'usb-gadget/node';
import { hostDeviceGone } from './host.js';
import { plugHost } from './stage.js';

export const system = new NodeSystem();

/** The device's end of the link; its link-local address follows from the MAC address. */
export const device = { mac: '02:00:00:00:0a:02', ipv4: '172.30.30.1', ipv6: 'fe80::ff:fe00:a02' };

const ids = ['0525', 'a4a2'] as const;

export const card = (driver: EthernetDriverName): Gadget =>
  new Gadget({
    name: 'card',
    vendorId: 0x0525,
    productId: 0xa4a2,
    functions: [
      new EthernetFunction({ driver, hostAddress: '48:6f:73:74:50:43', deviceAddress: device.mac }),
    ],
  });

/** A card with a network; gives the name of the host's end, in its namespace. */
export async function plugCard(
  network: NetworkSource | undefined,
  driver: EthernetDriverName = 'ecm',
  options: UpOptions = {},
): Promise<string> {
  await up(card(driver), system, { udc: 'dummy_udc.0', ...(network && { networks: [network] }), ...options });
  return plugHost(...ids);
}

/** Takes the card with its network away. */
export async function unplugCard(): Promise<void> {
  await down('card', system);
  await hostDeviceGone(...ids);
}

/** Takes the network of the card down, and leaves the card. */
export const dropNetwork = (): Promise<unknown> => networkDown('card', system);
