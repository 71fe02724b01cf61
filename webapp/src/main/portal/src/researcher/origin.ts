import { hex } from '../sealing/content/texts';
import { keccak, words } from './words';

/** Who opens which bounty where: what every hash that a researcher commits to is bound to. */
export interface BountyOrigin {
  readonly chainId: number;
  /** The BountyMarket contract. */
  readonly market: string;
  readonly researcher: string;
  /** The researcher's next at that market, as decimal text. */
  readonly nonce: string;
}

/** The words that each of its hashes begins with. */
export function originWords({ chainId, market, researcher, nonce }: BountyOrigin): Uint8Array<ArrayBuffer> {
  return words(chainId, market, researcher, BigInt(nonce));
}

/** The bounty's id, which hashes what it is. */
export function bountyId(origin: BountyOrigin, specHash: string): string {
  return hex(keccak(originWords(origin), words(specHash)));
}

/** Binds the raw 32-byte X25519 identity that opens the sealed test set. */
export function testKeyCommit(origin: BountyOrigin, key: Uint8Array): string {
  return hex(keccak(originWords(origin), words(key)));
}

/** Binds the raw X25519 identity that opens a miner's checkpoint to him. */
export function checkpointKeyCommit(
  market: { readonly chainId: number; readonly market: string },
  bounty: string,
  miner: string,
  key: Uint8Array,
): string {
  return hex(keccak(words(market.chainId, market.market, bounty, miner, key)));
}
