import { SiweMessage } from 'siwe';
import { describe, expect, it } from 'vitest';
import table from '../../../../../../registry/model/src/test/resources/assay/registry/signin/messages.json';

interface Case {
  readonly name: string;
  readonly find: string;
  readonly put: string;
  readonly times?: number;
  readonly assay: string;
  readonly siwe: string;
  readonly why?: string;
}

const cases: readonly Case[] = table.cases;

function altered({ find, put, times }: Case): string {
  return find === '' ? table.message : table.message.replaceAll(find, () => put.repeat(times ?? 1));
}

function verdict(text: string): string {
  try {
    new SiweMessage(text);
    return 'accepts';
  } catch {
    return 'refuses';
  }
}

/** The platform's own parser is held to the same table. */
describe('siwe', () => {
  it.each(cases)('should judge "$name" as the table says', (message) => {
    expect(verdict(altered(message))).toBe(message.siwe);
  });

  it.each(cases.filter((message) => message.assay !== message.siwe))(
    'should refuse less of "$name" for a reason',
    (message) => {
      expect(message.siwe).toBe('accepts');
      expect(message.why).toBeTruthy();
    },
  );
});
