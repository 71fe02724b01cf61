import type { VuetifyOptions } from 'vuetify';

/** Colours whose text on background and surface has a contrast of at least 4.5 (WCAG 2.2, 1.4.3). */
export const themes: Exclude<VuetifyOptions['theme'], false | undefined> = {
  defaultTheme: 'system',
  themes: {
    light: {
      dark: false,
      colors: {
        background: '#f5f6f8',
        surface: '#ffffff',
        'surface-light': '#e8ebef',
        primary: '#17527f',
        secondary: '#6b4e00',
        success: '#1a6b3a',
        warning: '#8a4b00',
        error: '#b3261e',
        info: '#17527f',
        'run-0': '#17527f',
        'run-1': '#a04000',
        'run-2': '#1a6b3a',
        'run-3': '#7a3b8f',
        'run-4': '#7a5c00',
        'run-5': '#0b6d75',
      },
      variables: { 'medium-emphasis-opacity': 0.72, 'border-opacity': 0.16 },
    },
    dark: {
      dark: true,
      colors: {
        background: '#10151b',
        surface: '#1a222b',
        'surface-light': '#2a3440',
        primary: '#8fc7f5',
        secondary: '#e9c46a',
        success: '#7fd99a',
        warning: '#ffc46b',
        error: '#ffb4ab',
        info: '#8fc7f5',
        'run-0': '#8fc7f5',
        'run-1': '#ffb27a',
        'run-2': '#7fd99a',
        'run-3': '#d9a6ec',
        'run-4': '#e9d36a',
        'run-5': '#6fd6de',
      },
      variables: { 'medium-emphasis-opacity': 0.75, 'border-opacity': 0.2 },
    },
  },
};
