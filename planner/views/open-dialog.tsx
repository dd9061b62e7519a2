import type { JSX, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { FaultList } from '../form/fault-list.js';
import { openDocument, type Opened } from '../open-document.js';
import type { State } from '../state.js';

/** Takes a document from a file or as it is pasted. */
export function OpenDialog(props: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly state: State;
  readonly opened: (opened: Opened, file: string) => void;
}): JSX.Element {
  const { dialog, state, opened } = props;
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<Opened | undefined>(undefined);

  function open(document: string, file: string): void {
    const result = openDocument(document, file, state);
    if (!result.state) {
      setRefused(result);
      return;
    }
    setRefused(undefined);
    setText('');
    dialog.current?.close();
    opened(result, file);
  }

  async function openFile(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    const read = await file.text();
    input.value = '';
    setText(read);
    open(read, file.name);
  }

  return (
    <dialog ref={dialog} aria-labelledby="open-title">
      <h2 id="open-title">Open a document</h2>
      <p class="about">One of usb-gadget, or PiKVM's override.yaml. It stays in this browser.</p>
      <label for="open-file">From a file</label>
      <input
        type="file"
        id="open-file"
        accept=".yaml,.yml,.json"
        onChange={({ currentTarget }) => void openFile(currentTarget)}
      />
      <label for="open-text">Or pasted here</label>
      <textarea
        id="open-text"
        rows={10}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div class="row">
        <button
          type="button"
          class="primary"
          disabled={text.trim() === ''}
          onClick={() => open(text, 'What was pasted')}
        >
          Open
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
      </div>
      <div role="alert">
        {refused && (
          <>
            <p>This cannot be opened ({refused.kind}):</p>
            <FaultList issues={refused.issues} source={refused.source} />
          </>
        )}
      </div>
    </dialog>
  );
}
