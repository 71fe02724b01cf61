import { base32 } from './texts';

const CODECS = { raw: 0x55, 'dag-pb': 0x70 };

export type Codec = keyof typeof CODECS;

/** The 36 bytes of a CIDv1 over sha-256. */
export function cidBytes(codec: Codec, digest: Uint8Array): Uint8Array {
  return Uint8Array.of(1, CODECS[codec], 0x12, 0x20, ...digest);
}

/** Its text, such as `bafkrei...`. */
export function cidText(cid: Uint8Array): string {
  return 'b' + base32(cid);
}

/** Names a block. */
export async function cidOf(codec: Codec, block: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return cidBytes(codec, new Uint8Array(await crypto.subtle.digest('SHA-256', block)));
}
