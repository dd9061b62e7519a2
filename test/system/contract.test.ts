import { describe, it } from 'node:test';
import { SimulatedKernel } from 'usb-gadget/testing';
import { contract } from './contract.js';

for (const kernel of ['5.10', '6.1', '6.12', '7.2'])
  describe(`a simulated kernel ${kernel} keeps the contract of System`, () => {
    for (const { name, check } of contract) it(name, () => check(new SimulatedKernel({ kernel })));
  });
