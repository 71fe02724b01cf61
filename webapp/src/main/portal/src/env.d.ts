declare module 'virtual:theme.css';
declare module '*.css';
declare module 'vuetify/lib/composables/theme.js' {
  import type { VuetifyOptions } from 'vuetify';
  import type { ComputedRef } from 'vue';
  export function createTheme(options: VuetifyOptions['theme']): { styles: ComputedRef<string> };
}
