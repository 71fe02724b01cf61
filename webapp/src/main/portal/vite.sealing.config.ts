import { defineConfig } from 'vite';

/** The sealing module alone, in a page for the test that drives a browser. Never shipped. */
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: '../../../target/portal-sealing',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'test/sealing.html' },
  },
});
