/** JSON of the API. Wei is decimal text, times are RFC 3339 in UTC, absent values are left out. */

export interface Page<T> {
  items: T[];
  next?: string;
}

export interface Dataset {
  id: string;
  owner: string;
  kind: number;
  isRetired: boolean;
  grantEpoch: number;
  registeredAt: string;
  /** Oldest first. */
  versions: DatasetVersion[];
}

export interface DatasetVersion {
  version: number;
  /** CID, or hex where the registrant gave something else. */
  manifest: string;
  cipherRoot: string;
  licenceHash: string;
  /** Sealed bytes. */
  size: number;
  /** Lowest sharing level a grant may give, 0 to 4. */
  minLevel: number;
  addedAt: string;
}

export interface Grant {
  id: string;
  asset: string;
  version: number;
  grantor: string;
  grantee: string;
  purpose: number;
  level: number;
  notBefore: string;
  expiry: string;
  token: string;
  price: string;
  uses: number;
  grantEpoch: number;
  nonce: string;
  deadline: string;
  assetEpoch: number;
  isAssetRetired: boolean;
  firstUsedAt?: string;
  revokedAt?: string;
}

export type BountyState =
  | 'NONE'
  | 'SAMPLED'
  | 'OPEN'
  | 'REVEAL'
  | 'DRAWING'
  | 'SCORING'
  | 'SCORE_REVEAL'
  | 'SCORED'
  | 'DELIVERING'
  | 'SETTLED'
  | 'REFUNDED'
  | 'CANCELLED'
  | 'DEFAULTED';

export interface Bounty {
  id: string;
  researcher: string;
  spec: string;
  state: BountyState;
  /** Seconds since 1970; 0 in a final state. */
  /** When the state can be led on from; nothing in a final one. */
  stateDeadline?: string;
  /** What reward, fees and stakes are in; the zero address is ether. */
  token: string;
  reward: string;
  panelFee: string;
  stake: string;
  evaluationFee: string;
  /** Ether that each seat locks of its bond. */
  seatLock: string;
  /** Accuracy in millionths that qualifies. */
  threshold: number;
  privateCount: number;
  seats: number;
  quorum: number;
  winner?: string;
  winnerCount?: number;
  model?: string;
  openedAt: string;
  datasets: { asset: string; version: number; weight: number; required: boolean }[];
}

export type SubmissionStatus =
  | 'NONE'
  | 'COMMITTED'
  | 'STANDING'
  | 'STRUCK'
  | 'UNGRANTED'
  | 'SCORED'
  | 'INVALID'
  | 'UNDECIDED';

export interface Submission {
  miner: string;
  slot: number;
  order: number;
  status: SubmissionStatus;
  checkpoint?: string;
  verdict?: number;
  qualifies?: boolean;
  /** Milestones reached in order. */
  reached: number;
  committedAt: string;
  revealedAt?: string;
}

export interface Evaluation {
  evaluator: string;
  /** 0 to 2 of the panel, 3 of the challenge. */
  round: number;
  committedAt?: string;
  /** Correct answers by submission slot, once revealed. */
  counts: number[];
  revealedAt?: string;
  slashed: string;
}

export interface Payout {
  account: string;
  role: string;
  token: string;
  amount: string;
  paidAt: string;
}

export interface Deployment {
  chainId: number;
  block: number;
  contracts: Record<string, string>;
}

/** A pool as its operator describes it. */
export interface Pool {
  operator: string;
  name: string;
  /** What it takes of each reward, in 10 000. */
  feeBps: number;
  contact: string;
  trains: string;
  /** Seconds since 1970. */
  signedAt: number;
}

export interface Actor {
  address: string;
  /** Bits: 1 data owner, 2 researcher, 4 miner, 8 evaluator, 16 pool, 32 site. */
  roles: number;
  /** Raw X25519 key of its age recipient. */
  recipient: string;
}

/** A device of a rig, in its owner's words. */
export interface RigDevice {
  kind: string;
  name: string;
  /** 0 where it is no processor. */
  cores: number;
  /** 0 where it is not known. */
  memoryBytes: number;
  capability: string;
}

/** What an account got out of a bounty. */
export interface Earning {
  bounty: string;
  role: string;
  token: string;
  amount: string;
  paidAt: string;
}
