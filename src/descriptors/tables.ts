import { once } from '../options/once.js';
import {
  ecmDescriptors,
  eemDescriptors,
  ncmDescriptors,
  rndisDescriptors,
  subsetDescriptors,
} from './ethernet-descriptors.js';
import type { FunctionDescriptors } from './function-descriptors.js';
import { functionFsDescriptors } from './function-fs-descriptors.js';
import { hidDescriptors } from './hid-descriptors.js';
import { massStorageDescriptors } from './mass-storage-descriptors.js';
import { midi2Descriptors } from './midi2-descriptors.js';
import { midiDescriptors } from './midi-descriptors.js';
import { printerDescriptors } from './printer-descriptors.js';
import {
  acmDescriptors,
  genericSerialDescriptors,
  objectExchangeDescriptors,
  phonetDescriptors,
} from './serial-descriptors.js';
import { loopbackDescriptors, sourceSinkDescriptors } from './loopback-descriptors.js';
import { targetDescriptors } from './target-descriptors.js';
import { uac1Descriptors } from './uac1-descriptors.js';
import { uac2Descriptors } from './uac2-descriptors.js';
import { videoDescriptors } from './video-descriptors.js';

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
        midi2: midi2Descriptors,
        uac1: uac1Descriptors,
        uac2: uac2Descriptors,
        uvc: videoDescriptors,
        ffs: functionFsDescriptors,
        tcm: targetDescriptors,
      }),
    ),
);
