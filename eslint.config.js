import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layersRule } from './scripts/layers.js';

/** What a browser has not. */
const nodeGlobals = ['Buffer', 'console', 'global', 'process', 'require', 'setImmediate', '__dirname'];

export default defineConfig(
  globalIgnores(['.build/', 'dist/', 'coverage/']),
  eslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what is exported: an index is read.' },
      ],
      'max-lines': ['error', 300],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['test/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
  },
  {
    files: ['src/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'usb-gadget': { rules: { layers: layersRule } } },
    rules: {
      'usb-gadget/layers': 'error',
      'no-restricted-globals': ['error', ...nodeGlobals],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An empty string is as good as none.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
      // The functions in our tables have no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['planner/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: 'tsconfig.planner.json' } },
    rules: {
      // It is built of what anybody can import, and of nothing that touches a machine.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: String.raw`^(?!usb-gadget(/yaml|/network|/schema\.json)?$|preact(/hooks)?$|\.)|/(src|dist)/`,
            },
          ],
        },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
    },
  },
  {
    files: ['src/cli/**/*.ts', 'src/system/node-*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    // Under noUncheckedIndexedAccess it is how one says that a place in a list is known to be there.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
