import { useLayoutEffect } from 'preact/hooks';

/** Where what is pasted is meant for the field itself. */
const isEditable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog') !== null;

/** Takes documents that are dropped or pasted anywhere on the page. */
export function useDocuments(open: (text: string, file: string) => void): void {
  // Listens before the page is drawn: what is dropped onto the first picture of it counts, too.
  useLayoutEffect(() => {
    const over = (event: DragEvent): void => event.preventDefault();
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) void file.text().then((text) => open(text, file.name));
    };
    const paste = ({ target, clipboardData }: ClipboardEvent): void => {
      const text = clipboardData?.getData('text') ?? '';
      if (text !== '' && !isEditable(target)) open(text, 'What was pasted');
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
      removeEventListener('paste', paste);
    };
  });
}
