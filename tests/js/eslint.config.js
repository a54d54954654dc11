// The scripts that are not Rust. `{{…}}` in them is filled in by the build.
import js from '@eslint/js';
import globals from 'globals';

const page = { ...globals.browser, tidetable: 'writable', wasm_bindgen: 'readonly' };

export default [
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-shadow': 'error',
      'no-implicit-globals': 'off',
    },
  },
  { files: ['**/src/boot.js', '**/src/offline.js'], languageOptions: { globals: page } },
  { files: ['**/src/worker.js'], languageOptions: { globals: globals.worker } },
  { files: ['**/public/sw.js'], languageOptions: { globals: globals.serviceworker, sourceType: 'script' } },
];
