const ETHER_DECIMALS = 18;
const AMOUNT = /^(\d{1,30})(?:[.,](\d{1,18}))?$/;

/** An amount of ETH that a person typed, as decimal wei; nothing where it is none, or zero. */
export function inWei(ether: string): string | undefined {
  const [, whole, part = ''] = AMOUNT.exec(ether.trim()) ?? [];
  if (whole === undefined) {
    return undefined;
  }
  const wei = BigInt(whole + part.padEnd(ETHER_DECIMALS, '0'));
  return wei === 0n ? undefined : wei.toString();
}

/** Decimal wei as the amount of ETH that a person would type. */
export function plainEther(wei: string): string {
  const digits = wei.padStart(ETHER_DECIMALS + 1, '0');
  const part = digits.slice(-ETHER_DECIMALS).replace(/0+$/, '');
  return digits.slice(0, -ETHER_DECIMALS) + (part === '' ? '' : `.${part}`);
}
