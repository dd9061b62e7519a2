import { extendedProperties, customStrings } from './windows-and-strings.js';
import { loopbackFunction, sourceSinkFunction } from './test-functions.js';
import { midiFunction } from './midi.js';
import { phonetFunction, printerFunction } from './printer-and-phonet.js';
import { verifiedDisk } from './verified-disk.js';
import type { CheckGroup } from '../report.js';

/** What the host does with each function, judged by its own drivers and by programs of others. */
export const functions: CheckGroup = {
  name: 'functions',
  checks: async (report) => {
    for (const check of [
      sourceSinkFunction,
      loopbackFunction,
      printerFunction,
      midiFunction,
      phonetFunction,
      verifiedDisk,
      extendedProperties,
      customStrings,
    ])
      await check(report);
  },
};
