import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';

/** The page's language as the user's region writes numbers and times: en-GB rather than en. */
export function useFormatLocale(): ComputedRef<string> {
  const { locale } = useI18n();
  return computed(
    () => navigator.languages.find((tag) => tag.split('-')[0] === locale.value) ?? locale.value,
  );
}
