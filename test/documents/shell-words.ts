/** The words of a line as a shell would pass them on, without its comment and what it does with the output. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    if (/^(#|>|\||&&|;)/.test(word)) break;
    words.push(word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
  }
  return words;
}

/** The arguments of each call of the tool in some lines of shell. */
export function callsOfTool(script: string): string[][] {
  return script
    .split('\n')
    .flatMap((line) => line.split(/&&|\|/))
    .map(shellWords)
    .flatMap((words) => {
      const at = words.findIndex((word) => /(^|\/)usb-gadget$/.test(word));
      const before = words.slice(0, Math.max(at, 0));
      return at >= 0 && before.every((word) => /^(sudo|npx)$/.test(word)) ? [words.slice(at + 1)] : [];
    });
}
