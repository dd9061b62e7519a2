import { idOf } from './form/form-context.js';

/** The nearest place around a path that the page shows. */
function shownAt(path: string): HTMLElement | null {
  for (let place = path; place !== ''; place = place.replace(/(\.[^.[]*|\[\d+\]|^[^.[]+)$/, '')) {
    const element = document.getElementById(idOf(place));
    if (element) return element;
  }
  return document.getElementById('gadget');
}

/** Gives the focus to a part of the page that stays, where what had it goes away. */
export const goTo = (id: string): void => document.getElementById(id)?.focus();

/** Opens what hides the place that an issue is about, and goes there. */
export function reveal(path: string): void {
  const element = shownAt(path);
  if (!element) return;
  for (let around: Element | null = element; around; around = around.parentElement)
    if (around instanceof HTMLDetailsElement) around.open = true;
  const target =
    element instanceof HTMLDetailsElement ? (element.querySelector('summary') ?? element) : element;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  target.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  target.focus({ preventScroll: true });
}
