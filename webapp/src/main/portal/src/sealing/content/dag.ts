/** Inner blocks of a file under profile unixfs-v1-2025. Source: the dag-pb and UnixFS specifications. */

const VARINT = 0;
const BYTES = 2;
const NODE_DATA = 1;
const NODE_LINKS = 2;
const LINK_HASH = 1;
const LINK_NAME = 2;
const LINK_TREE_BYTES = 3;
const FILE_TYPE = 1;
const FILE_BYTES = 3;
const FILE_PART_BYTES = 4;
const TYPE_FILE = 2;

/** A part of a file: its name, its bytes of the file, and the bytes of all blocks below it. */
export interface DagLink {
  readonly cid: Uint8Array;
  readonly fileBytes: number;
  readonly treeBytes: number;
}

/** The block that links these parts. */
export function encodeNode(links: readonly DagLink[]): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  for (const link of links) {
    writeBytes(out, NODE_LINKS, encodeLink(link));
  }
  writeBytes(out, NODE_DATA, encodeSizes(links));
  return Uint8Array.from(out);
}

export function fileBytes(links: readonly DagLink[]): number {
  return links.reduce((sum, link) => sum + link.fileBytes, 0);
}

function encodeLink(link: DagLink): number[] {
  const out: number[] = [];
  writeBytes(out, LINK_HASH, link.cid);
  writeBytes(out, LINK_NAME, []);
  writeVarint(out, LINK_TREE_BYTES, link.treeBytes);
  return out;
}

function encodeSizes(links: readonly DagLink[]): number[] {
  const out: number[] = [];
  writeVarint(out, FILE_TYPE, TYPE_FILE);
  writeVarint(out, FILE_BYTES, fileBytes(links));
  for (const link of links) {
    writeVarint(out, FILE_PART_BYTES, link.fileBytes);
  }
  return out;
}

function writeVarint(out: number[], field: number, value: number): void {
  writeBareVarint(out, (field << 3) | VARINT);
  writeBareVarint(out, value);
}

function writeBytes(out: number[], field: number, value: Uint8Array | number[]): void {
  writeBareVarint(out, (field << 3) | BYTES);
  writeBareVarint(out, value.length);
  for (const byte of value) {
    out.push(byte);
  }
}

// No shifts: they would cut a length above 4 GiB to 32 bits.
function writeBareVarint(out: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  out.push(rest);
}
