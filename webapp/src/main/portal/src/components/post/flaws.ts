import { useI18n } from 'vue-i18n';
import type { Flaws } from '../../researcher/draft';

/** What is wrong with a field of a draft, in the reader's language. */
export function useFlaws(flaws: () => Flaws): (field: string) => string | undefined {
  const { t } = useI18n();
  return (field) => {
    const flaw = flaws()[field];
    return flaw === undefined ? undefined : t(`post.flaw.${flaw}`);
  };
}
