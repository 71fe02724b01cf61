import { describe, expect, it } from 'vitest';
import type { AccessLog } from '../api/types';
import { joined, joinedCsv } from './access-log';

const COLUMNS = 'dataset,record,index,time,version,account,purpose,grant,outcome,entries,transaction,previous,hash';
const csv = (count: number, head: string, ...entries: string[]): string =>
  [COLUMNS, `0xd1,log,,,,,,,,${count},,,${head}`, ...entries, ''].join('\r\n');

describe('a log in several parts', () => {
  it('should be one table whose head is the last part’s and counts all', () => {
    const parts = [csv(2, '0xh1', 'e0', 'e1'), csv(1, '0xh2', 'e2')];

    expect(joinedCsv(parts)).toBe(csv(3, '0xh2', 'e0', 'e1', 'e2'));
  });

  it('should be one document', () => {
    const part = (...indices: number[]): AccessLog =>
      ({ format: 'assay access log 1', dataset: '0xd1', entries: indices.map((index) => ({ index })), anchors: [] }) as unknown as AccessLog;

    expect(joined([part(0, 1), part(2)])).toEqual(part(0, 1, 2));
  });
});
