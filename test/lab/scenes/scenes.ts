import { cli } from './cli.js';
import { examples } from './examples.js';
import { firstGadget } from './first-gadget.js';
import { plans } from './plans.js';
import { readme } from './readme.js';
import { runTime } from './run-time.js';
import type { MakeScene } from './scene.js';
import { comingFromOthers, live } from './shell-gadget.js';

/** The scene of each page that has commands for a board. */
export const scenes: Readonly<Record<string, MakeScene>> = {
  'README.md': readme,
  'examples/README.md': examples,
  'docs/cli.md': cli,
  'docs/coming-from-others.md': comingFromOthers,
  'docs/first-gadget.md': firstGadget,
  'docs/live.md': live,
  'docs/plans.md': plans,
  'docs/run-time.md': runTime,
};
