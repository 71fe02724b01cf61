import { createI18n } from 'vue-i18n';
import { de } from './messages/de';
import { en } from './messages/en';
import { storedLanguage } from './preferences';

export const i18n = createI18n({
  legacy: false,
  locale: storedLanguage(),
  fallbackLocale: 'en',
  messages: { en, de },
});
