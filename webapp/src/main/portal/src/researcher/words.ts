import { keccak_256 } from '@noble/hashes/sha3.js';

/** A word of Solidity's `abi.encode`: 32 bytes. */
const WORD = 32;
const MOST = 1n << 256n;

/** What words are made of: a number, or text of 20 bytes (an address), 32 bytes (a word) in hex. */
export type Value = bigint | number | string | Uint8Array;

/**
 * Solidity's `abi.encode` of static values: one word each, numbers and addresses right-aligned. Equal
 * to the Java side's `AbiWords`.
 */
export function words(...values: readonly Value[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(values.length * WORD);
  values.forEach((value, at) => {
    const bytes = value instanceof Uint8Array ? value : bytesOf(value);
    out.set(bytes, (at + 1) * WORD - bytes.length);
  });
  return out;
}

export function keccak(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const hash = keccak_256.create();
  parts.forEach((part) => hash.update(part));
  return new Uint8Array(hash.digest());
}

/** The bytes of `0x` and hex digits. */
export function unhex(text: string): Uint8Array<ArrayBuffer> {
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(text)) {
    throw new RangeError(`'${text}' is not 0x and pairs of hex digits.`);
  }
  return Uint8Array.from(text.slice(2).match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function bytesOf(value: bigint | number | string): Uint8Array {
  if (typeof value === 'string') {
    return unhex(value);
  }
  const number = BigInt(value);
  if (number < 0n || number >= MOST) {
    throw new RangeError(`${number} is no uint256.`);
  }
  return unhex('0x' + number.toString(16).padStart(2 * WORD, '0'));
}
