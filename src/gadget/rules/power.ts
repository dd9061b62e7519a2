import { issue } from '../../errors.js';
import type { GadgetRule } from '../valid-parts.js';

/** What the host is told of `MaxPower` below SuperSpeed: 500 mA at most, in units of 2 mA (composite.c, encode_bMaxPower). */
const toldMilliamps = (milliamps: number): number => Math.min(milliamps, 500) & ~1;

/** The host is told of as much current as is asked for. */
export const power: GadgetRule = ({ configurations }, issues) => {
  configurations.forEach((each, index) => {
    const wanted = each?.maxPowerMilliamps;
    if (wanted === undefined || toldMilliamps(wanted) === wanted) return;
    const atSuperSpeed = wanted > 500 ? `, and of ${Math.min(wanted, 896) & ~7} mA at SuperSpeed` : '';
    issues.push(
      issue(
        'POWER_REPORTED_LESS',
        `configurations[${index}].maxPowerMilliamps`,
        `The host is told of ${toldMilliamps(wanted)} mA, not ${wanted}${atSuperSpeed}.`,
        `Write ${toldMilliamps(wanted)}.`,
      ),
    );
  });
};
