import { keccak_256 } from '@noble/hashes/sha3.js';
import { hex } from '../sealing/content/texts';

/** An address with the checksum of EIP-55 in the case of its letters. */
export function checksummed(address: string): string {
  const digits = address.slice(2).toLowerCase();
  const hash = hex(keccak_256(new TextEncoder().encode(digits))).slice(2);
  const isUpper = (place: number): boolean => parseInt(hash[place] ?? '0', 16) >= 8;
  return '0x' + [...digits].map((digit, place) => (isUpper(place) ? digit.toUpperCase() : digit)).join('');
}
