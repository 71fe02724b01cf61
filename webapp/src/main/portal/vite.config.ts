import vue from '@vitejs/plugin-vue';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { createTheme } from 'vuetify/lib/composables/theme.js';
import { themes } from './src/themes.ts';

const THEME_CSS = 'virtual:theme.css';

/**
 * The theme's rules as a file: Vuetify would write them into the page at run time, and the
 * content security policy allows no inline style.
 */
function themeStyles(): Plugin {
  return {
    name: 'theme-styles',
    resolveId: (id) => (id === THEME_CSS ? '\0' + THEME_CSS : undefined),
    load: (id) => (id === '\0' + THEME_CSS ? createTheme(themes).styles.value : undefined),
  };
}

export default defineConfig({
  base: './',
  plugins: [vue(), themeStyles()],
  build: {
    outDir: '../../../target/portal',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licences.json' },
  },
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  test: { include: ['src/**/*.test.ts'] },
});
