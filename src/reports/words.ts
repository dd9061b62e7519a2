/** A name in camel case as words: `genericDesktop` is `generic desktop`. */
export function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The number that a table in camel case has for words, if it has one. */
export function numberOf(table: Readonly<Record<string, number>>, words: string): number | undefined {
  const name = Object.keys(table).find((each) => spaced(each) === words);
  return name === undefined ? undefined : table[name];
}
