/** How the page looks: as the system does, or as somebody chose. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'usb-gadget-planner-theme';

/** The themes in the order of the button. */
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** What was chosen before, where the browser lets a page remember. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(key);
    return themes.find((each) => each === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Shows the page so, and remembers it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // A page from a disk may have nothing to remember with; it then follows the system the next time.
  }
}
