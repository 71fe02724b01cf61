const ETHER = `0x${'0'.repeat(40)}`;

/** Whether amounts of that token are ether; what names no token is. */
export function isEther(token?: string): boolean {
  return token === undefined || token === ETHER;
}
