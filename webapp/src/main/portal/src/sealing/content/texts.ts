const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const BITS = 5;

export function hex(bytes: Uint8Array): string {
  let text = '0x';
  for (const byte of bytes) {
    text += byte.toString(16).padStart(2, '0');
  }
  return text;
}

/** Base32 of RFC 4648, lower case without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= BITS) {
      bits -= BITS;
      text += ALPHABET[(buffer >>> bits) & 31];
    }
  }
  return bits > 0 ? text + ALPHABET[(buffer << (BITS - bits)) & 31] : text;
}
