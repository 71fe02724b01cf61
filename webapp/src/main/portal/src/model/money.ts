const ETHER = `0x${'0'.repeat(40)}`;

/** Whether amounts of that token are ether; what names no token is. */
export function isEther(token?: string): boolean {
  return token === undefined || token === ETHER;
}

/** All amounts that are in ether, in wei. */
export function sumInEther(amounts: readonly { token: string; amount: string }[]): string {
  return amounts
    .filter((each) => isEther(each.token))
    .reduce((sum, each) => sum + BigInt(each.amount), 0n)
    .toString();
}
