import { describe, expect, it } from 'vitest';
import { pauseAfter, readHealth } from './platform';

const WRONG = 'The node at http://127.0.0.1:8545 serves chain 1, but chain 31337 is configured.';

describe('readHealth', () => {
  it('should say in the words of the platform what is wrong with its chain', () => {
    const answer = {
      status: 'DOWN',
      checks: [
        { name: 'content-store', status: 'UP', data: {} },
        { name: 'indexer', status: 'DOWN', data: { problem: WRONG } },
      ],
    };

    expect(readHealth(answer)).toEqual({ isBehind: true, detail: `indexer: ${WRONG}` });
  });

  it('should say that it is behind when nothing says why', () => {
    expect(readHealth(null)).toEqual({ isBehind: true, detail: '' });
  });
});

describe('pauseAfter', () => {
  it('should ask a platform that was well again, for the stream tells nothing of a chain that is away', () => {
    expect(pauseAfter({ isBehind: false, detail: '' })).toBe(60_000);
  });

  it('should ask sooner for the recovery', () => {
    expect(pauseAfter({ isBehind: true, detail: 'indexer' })).toBe(10_000);
  });
});
