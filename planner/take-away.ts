/** Puts text on the clipboard; a browser that refuses is asked in the older way. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    // The only way where a page from a disk has no clipboard of its own.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    document.execCommand('copy');
    area.remove();
  }
}

/** A name as one for a file: nothing in it has a meaning to a shell. */
export const fileName = (name: string): string => name.replace(/[^\w.-]+/g, '-');

/** Saves text as a file. */
export function saveText(file: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
