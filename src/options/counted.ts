/** A number of things: `1 endpoint`, `2 endpoints`. */
export const counted = (number: number, thing: string): string =>
  `${number} ${thing}${number === 1 ? '' : 's'}`;
