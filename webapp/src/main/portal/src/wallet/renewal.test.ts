import { describe, expect, it } from 'vitest';
import { renewalWait } from './renewal';

const NOW = new Date('2026-03-01T12:00:00Z');

const tokens = (expiresAt: string, refreshExpiresAt = '2026-03-02T00:00:00Z') => ({
  token: 't',
  expiresAt,
  refreshToken: 'r',
  refreshExpiresAt,
});

describe('renewalWait', () => {
  it('should renew a minute before the end', () => {
    expect(renewalWait(tokens('2026-03-01T12:15:00Z'), NOW)).toBe(14 * 60_000);
  });

  it('should not renew a short-lived token without a pause', () => {
    expect(renewalWait(tokens('2026-03-01T12:00:30Z'), NOW)).toBe(15_000);
  });

  it('should not renew a sign-in that ends with its token', () => {
    expect(renewalWait(tokens('2026-03-02T00:00:00Z'), NOW)).toBeUndefined();
  });
});
