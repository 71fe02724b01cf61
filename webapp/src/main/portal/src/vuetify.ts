import 'vuetify/styles/core';
import 'virtual:theme.css';
import type { Plugin } from 'vue';
import { createVuetify } from 'vuetify';
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg';
import { themes } from './themes';
import { storedTheme } from './preferences';

/**
 * Where Vuetify would put its style element: nowhere. The content security policy allows no inline
 * style, and the same rules are already in the style sheet.
 */
const head = { push: () => ({ patch: () => undefined }) };

const vuetify = createVuetify({
  icons: { defaultSet: 'mdi', aliases, sets: { mdi } },
  theme: { ...themes, defaultTheme: storedTheme() },
  defaults: {
    VBtn: { variant: 'text' },
    VCard: { variant: 'flat', border: true },
    VChip: { size: 'small', variant: 'tonal' },
  },
});

export const components: Plugin = (app) => {
  app.provide('usehead', head);
  app.use(vuetify);
};
