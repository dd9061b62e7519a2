import type { CheckGroup } from '../report.js';
import { examplesOfInput } from './examples-input.js';
import { examplesOfMedia } from './examples-media.js';
import { exampleOfRouter, examplesOfNetwork } from './examples-network.js';
import { examplesOfSound } from './examples-sound.js';

/** Each example comes up, and a host has what it promises. PiKVM's page has a group of its own. */
export const examples: CheckGroup = {
  name: 'examples',
  checks: async (report) => {
    for (const check of [examplesOfMedia, examplesOfInput, examplesOfNetwork]) await check(report);
  },
};

/** Those that take long, of functions that other groups look at closely. */
export const slowExamples: CheckGroup = {
  name: 'slow-examples',
  checks: async (report) => {
    for (const check of [exampleOfRouter, examplesOfSound]) await check(report);
  },
};
