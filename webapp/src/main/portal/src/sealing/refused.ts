/** Why something cannot be sealed or opened; every code has a text in each language. */
export type Refusal =
  | 'cancelled'
  | 'not-secure'
  | 'name'
  | 'text-long'
  | 'text-control'
  | 'licence'
  | 'level'
  | 'label'
  | 'fields'
  | 'manifest-long'
  | 'manifest-origin'
  | 'packed'
  | 'damaged'
  | 'changed'
  | 'empty'
  | 'csv-utf8'
  | 'csv-quote'
  | 'csv-row'
  | 'csv-head-only'
  | 'csv-long-row'
  | 'idx'
  | 'idx-header'
  | 'array-sizes'
  | 'array-length'
  | 'npy'
  | 'unpacks'
  | 'entry-name'
  | 'entry-many'
  | 'picture'
  | 'no-files'
  | 'identity'
  | 'already'
  | 'foreign'
  | 'tampered'
  | 'test-columns'
  | 'test-number'
  | 'test-range'
  | 'test-label'
  | 'test-format'
  | 'test-small'
  | 'test-large'
  | 'backup'
  | 'backup-foreign'
  | 'bounty-differs'
  | 'no-key'
  | 'disk-full'
  | 'failed';

/** What happened and to which thing, as values a text in any language is filled with. */
export type Particulars = Record<string, string | number>;

/** Something that is refused for a reason the owner can act on. */
export class SealingRefused extends Error {
  readonly code: Refusal;
  readonly particulars: Particulars;

  constructor(code: Refusal, particulars: Particulars = {}) {
    super(`${code} ${JSON.stringify(particulars)}`);
    this.name = 'SealingRefused';
    this.code = code;
    this.particulars = particulars;
  }
}

/** Any failure as a refusal, which is what crosses from a worker to its page. */
export function asRefusal(failure: unknown): SealingRefused {
  if (failure instanceof SealingRefused) {
    return failure;
  }
  if (failure instanceof DOMException && failure.name === 'QuotaExceededError') {
    return new SealingRefused('disk-full');
  }
  if (failure instanceof DOMException && failure.name === 'NotReadableError') {
    return new SealingRefused('changed');
  }
  return new SealingRefused('failed', { reason: String(failure) });
}
