import type { Grant } from '../api/types';
import { parseTime } from '../format/times';

export type GrantStanding = 'live' | 'waiting' | 'expired' | 'revoked' | 'superseded' | 'retired' | 'unpaid';

/** Whether a grant gives access at a time, and if not, why not. */
export function grantStanding(grant: Grant, at: Date): GrantStanding {
  if (grant.revokedAt !== undefined) {
    return 'revoked';
  }
  if (grant.isAssetRetired) {
    return 'retired';
  }
  if (grant.grantEpoch !== grant.assetEpoch) {
    return 'superseded';
  }
  const expiry = parseTime(grant.expiry);
  if (expiry !== undefined && expiry <= at) {
    return 'expired';
  }
  const start = parseTime(grant.notBefore);
  if (start !== undefined && start > at) {
    return 'waiting';
  }
  return grant.price !== '0' && grant.firstUsedAt === undefined ? 'unpaid' : 'live';
}
