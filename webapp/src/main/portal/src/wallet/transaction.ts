import type { PreparedIntent } from '../api/types';
import { askWallet } from './session';
import { WalletRefused } from './refused';

const LOOK_MILLIS = 1_000;
const MOST_LOOKS = 600;

/** Has the wallet sign and send it; gives the transaction's hash. */
export async function send({ transaction }: PreparedIntent): Promise<string> {
  return askWallet('eth_sendTransaction', [
    {
      from: transaction.from,
      to: transaction.to,
      data: transaction.data,
      value: quantity(transaction.value),
      gas: quantity(transaction.gas),
      maxFeePerGas: quantity(transaction.maxFeePerGas),
      maxPriorityFeePerGas: quantity(transaction.maxPriorityFeePerGas),
    },
  ]);
}

/** Waits until the transaction is in a block and did what it should. */
export async function mined(hash: string, signal: AbortSignal): Promise<void> {
  await until(async () => {
    const receipt = await askWallet<{ status: string } | null>('eth_getTransactionReceipt', [hash]);
    if (receipt !== null && BigInt(receipt.status) === 0n) {
      throw new WalletRefused('reverted', hash);
    }
    return receipt ?? undefined;
  }, signal);
}

/** The first that is seen, looking every second for ten minutes. */
export async function until<T>(look: () => Promise<T | undefined>, signal: AbortSignal): Promise<T> {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    signal.throwIfAborted();
    const seen = await look();
    if (seen !== undefined) {
      return seen;
    }
    await new Promise((resolve) => window.setTimeout(resolve, LOOK_MILLIS));
  }
  throw new WalletRefused('lost');
}

function quantity(number: number | string): string {
  return '0x' + BigInt(number).toString(16);
}
