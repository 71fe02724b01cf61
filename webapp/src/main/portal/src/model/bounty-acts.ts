import type { Bounty } from '../api/types';
import { isFinal } from './bounty-states';

/** What can be done with a bounty by a transaction. */
export type BountyAct = 'cancel-bounty' | 'complain' | 'challenge' | 'lead-on-bounty';

/** What the contract takes in the bounty's state; leading on is anybody's once its time is up. */
export function possibleActs(bounty: Bounty, isResearcher: boolean, now: Date): BountyAct[] {
  if (isFinal(bounty.state)) {
    return [];
  }
  if (bounty.stateDeadline !== undefined && new Date(bounty.stateDeadline) <= now) {
    return ['lead-on-bounty'];
  }
  switch (bounty.state) {
    case 'SAMPLED':
      return isResearcher ? ['cancel-bounty'] : [];
    case 'DELIVERING':
      return isResearcher ? ['complain'] : [];
    case 'SCORED':
      return ['challenge'];
    default:
      return [];
  }
}
