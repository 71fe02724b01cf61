import type { PreparedIntent } from '../api/types';
import { eth } from '../format/numbers';
import { short } from '../format/short';

type Intent = PreparedIntent['intent'];
type Translate = (key: string, named: Record<string, unknown>) => string;

/** What an intent does and what of it lasts, in the reader's language. */
export function sayings(intent: Intent, t: Translate, language: string): { says: string; lasting: string } {
  const named = Object.fromEntries(
    Object.entries(intent.particulars).map(([name, value]) => [name, shown(name, value, t, language)]),
  );
  return { says: t(`intent.${intent.name}.says`, named), lasting: t(`intent.${intent.name}.lasting`, named) };
}

function shown(name: string, value: string, t: Translate, language: string): string {
  switch (name) {
    case 'amount':
      return eth(value, language);
    case 'price':
      return value === '0' ? t('dataset.free', {}) : eth(value, language);
    case 'purpose':
      return Number(value) <= 4 ? t(`purpose.${value}`, {}) : t('purpose.other', { code: value });
    case 'expiry':
      return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(value));
    case 'count':
    case 'name':
      return value;
    default:
      return short(value);
  }
}
