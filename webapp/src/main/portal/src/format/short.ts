/** A hash, address or CID short enough for a line, with both ends to compare. */
export function short(id: string): string {
  const head = id.startsWith('0x') ? 6 : 8;
  return id.length <= head + 5 ? id : `${id.slice(0, head)}…${id.slice(-4)}`;
}
