import { render } from 'preact';
import { Page } from './page.js';
import { applyTheme, storedTheme } from './theme.js';

applyTheme(storedTheme());
render(<Page />, document.body);
