import { once } from '../options/once.js';
import {
  ecmDescriptors,
  eemDescriptors,
  ncmDescriptors,
  rndisDescriptors,
  subsetDescriptors,
} from './ethernet-descriptors.js';
import type { FunctionDescriptors } from './function-descriptors.js';
import { hidDescriptors } from './hid-descriptors.js';
import { massStorageDescriptors } from './mass-storage-descriptors.js';
import { midiDescriptors } from './midi-descriptors.js';
import { printerDescriptors } from './printer-descriptors.js';
import {
  acmDescriptors,
  genericSerialDescriptors,
  objectExchangeDescriptors,
  phonetDescriptors,
} from './serial-descriptors.js';
import { loopbackDescriptors, sourceSinkDescriptors } from './loopback-descriptors.js';

/** What the host reads of each driver's functions, by the kernel's name of the driver. */
export const functionDescriptors: () => ReadonlyMap<string, FunctionDescriptors> = once(
  () =>
    new Map(
      Object.entries({
        hid: hidDescriptors,
        mass_storage: massStorageDescriptors,
        ecm: ecmDescriptors,
        geth: subsetDescriptors,
        eem: eemDescriptors,
        ncm: ncmDescriptors,
        rndis: rndisDescriptors,
        acm: acmDescriptors,
        gser: genericSerialDescriptors,
        obex: objectExchangeDescriptors,
        phonet: phonetDescriptors,
        Loopback: loopbackDescriptors,
        SourceSink: sourceSinkDescriptors,
        printer: printerDescriptors,
        midi: midiDescriptors,
      }),
    ),
);
