import { readdirSync, readFileSync } from 'node:fs';
import { run } from './network.js';
import { waitFor } from './wait.js';

/** The numbers of sound cards, by what their `id` says. */
function cards(): Map<string, number> {
  const numbers = readdirSync('/proc/asound').flatMap((name) => /^card(\d+)$/.exec(name)?.[1] ?? []);
  return new Map(
    numbers.map((number) => [readFileSync(`/proc/asound/card${number}/id`, 'utf8').trim(), Number(number)]),
  );
}

/** The card of the gadget here, and that of the host there. */
export interface SoundCards {
  readonly gadget: number;
  readonly host: number;
}

/** Waits until both have one. */
export function soundCards(): Promise<SoundCards> {
  return waitFor('a sound card on both ends', () => {
    const all = cards();
    const gadget = [...all].find(([id]) => /^UAC[12]/.test(id))?.[1];
    const host = [...all].find(([id]) => !/^UAC[12]/.test(id))?.[1];
    return gadget === undefined || host === undefined ? undefined : { gadget, host };
  });
}

/** What the host has read of a card's streams: `Playback` is what the host plays. */
export function streamText(card: number): string {
  return readFileSync(`/proc/asound/card${card}/stream0`, 'utf8');
}

/** What controls a card has, and what each is set to: `name -> values`. */
export async function mixer(card: number): Promise<Map<string, string>> {
  const text = await run('amixer', '-c', String(card), 'contents');
  const found = new Map<string, string>();
  for (const block of text.split(/^(?=numid)/m)) {
    const name = /name='([^']*)'/.exec(block)?.[1];
    const values = /: values=(.*)$/m.exec(block)?.[1];
    if (name !== undefined && values !== undefined) found.set(name, values);
  }
  return found;
}

/** Sets a control. */
export async function setMixer(card: number, name: string, values: string): Promise<void> {
  await run('amixer', '-q', '-c', String(card), 'cset', `name=${name}`, values);
}
