/** Puts a value at a path with dots, as in `speakers.mute`. */
export function setAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) target[key] = value;
  else setAt((target[key] ??= {}) as Record<string, unknown>, rest.join('.'), value);
}
