const colours = 8;

/** The class of the colour of a function, by its place in the gadget; its name stands beside it everywhere. */
export const colourOf = (index: number): string => `colour-${Math.max(0, index) % colours}`;
