import { setTimeout as pause } from 'node:timers/promises';

const pollMilliseconds = 50;

/** Under emulation the host takes 1-3 s for what hardware does at once, and more on a busy machine. */
const patienceSeconds = 60;

/** Asks again and again until the answer is there; says what it waited for when it never comes. */
export async function waitFor<Answer>(
  what: string,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  seconds: number = patienceSeconds,
): Promise<Answer> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for ${what}`);
    await pause(pollMilliseconds);
  }
}
