import {
  defaultControllerProfile,
  EthernetFunction,
  endpointsOf,
  Gadget,
  HidFunction,
  MassStorageFunction,
  planCreate,
  validate,
} from 'usb-gadget';

/** PiKVM's gadget with the page's network card: three HID interfaces, a CD drive and ECM; no two are alike. */
function gadget(index: number): Gadget {
  const tail = (index & 0xff).toString(16).padStart(2, '0');
  return new Gadget({
    name: `gadget${index}`,
    vendorId: 0x1d6b,
    productId: index & 0xffff,
    strings: { '0x409': { manufacturer: 'Maker', product: `Thing ${index}`, serialNumber: String(index) } },
    functions: [
      HidFunction.keyboard(),
      HidFunction.absoluteMouse({ name: 'mouse' }),
      HidFunction.relativeMouse({ name: 'mouse2' }),
      new MassStorageFunction({
        luns: [{ cdrom: true, inquiryString: { vendor: 'Maker', product: `Drive ${index}` } }],
      }),
      new EthernetFunction({
        driver: 'ecm',
        hostAddress: `02:00:00:00:01:${tail}`,
        deviceAddress: `02:00:00:00:02:${tail}`,
      }),
    ],
  });
}

/** Gadgets a second from options to a validated, endpoint-checked plan, in one thread. */
export function throughput(): string[] {
  const run = (from: number, count: number): number => {
    let operations = 0;
    for (let index = from; index < from + count; index++) {
      const definition = gadget(index).toDefinition();
      const faults = validate(definition).filter((each) => each.severity === 'error');
      const verdict = endpointsOf(definition, defaultControllerProfile);
      if (faults.length > 0 || !verdict.works) throw new Error(`gadget ${index} is at fault`);
      operations += planCreate(definition).operations.length;
    }
    return operations;
  };
  run(0, 5_000);
  const count = 40_000;
  const start = performance.now();
  const operations = run(5_000, count);
  const seconds = (performance.now() - start) / 1_000;
  const rate = Math.round(count / seconds).toLocaleString('en');
  return [
    `${rate} gadgets a second from options to plan (${operations / count} operations each); wanted: 20,000`,
  ];
}
