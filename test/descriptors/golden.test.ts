import { test } from 'node:test';
import { validate } from 'usb-gadget';
import { descriptorsOf, formatDescriptors } from 'usb-gadget/descriptors';
import { fixture, gadgetOf as pikvmGadget } from '../config/fixture.js';
import { assertGolden } from '../golden.js';
import { controller, everyFunction, gadgetOf } from './functions.js';

const page = descriptorsOf(pikvmGadget(fixture('page.yaml')), controller, '6.12');

for (const each of page.speeds)
  test(`the gadget of PiKVM's page at ${each.speed} speed`, () =>
    assertGolden(`descriptors/page.${each.speed}.txt`, formatDescriptors(page, [each])));

for (const kernel of ['5.10', '6.1', '6.12', '7.2'])
  test(`every function at every speed on ${kernel}`, () => {
    const lines = Object.entries(everyFunction).flatMap(([name, each]) => {
      const gadget = gadgetOf([each]);
      if (validate(gadget, { kernel }).some(({ code }) => code === 'KERNEL_LACKS_FUNCTION')) return [];
      const { speeds, strings } = descriptorsOf(gadget, controller, kernel);
      return [
        name,
        ...speeds.flatMap(({ speed, configurations }) => [
          `  ${speed}`,
          ...configurations.flatMap(({ descriptors }) => descriptors.map(({ hex }) => `    ${hex}`)),
        ]),
        ...strings.map(({ index, text }) => `  ${index} ${text ?? '(random)'}`.trimEnd()),
      ];
    });
    assertGolden(`descriptors/functions.${kernel}.txt`, lines.join('\n') + '\n');
  });
