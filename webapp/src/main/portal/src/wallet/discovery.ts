import { shallowReactive } from 'vue';
import { developmentWallet } from './development';
import type { Provider, Wallet } from './provider';

interface Announcement extends Event {
  readonly detail?: { readonly info?: { uuid?: unknown; name?: unknown }; readonly provider?: Provider };
}

const LONGEST_NAME = 60;
const found = shallowReactive(new Map<string, Wallet>());
let isLooking = false;

/** The wallets that are there, in the order in which they spoke up (EIP-6963). */
export const wallets: ReadonlyMap<string, Wallet> = found;

/** Asks wallets to speak up; new ones may at any time. */
export function lookForWallets(): void {
  if (!isLooking) {
    isLooking = true;
    window.addEventListener('eip6963:announceProvider', hear);
    void developmentWallet().then((wallet) => wallet && found.set(wallet.id, wallet));
  }
  window.dispatchEvent(new Event('eip6963:requestProvider'));
}

function hear(event: Announcement): void {
  const { info, provider } = event.detail ?? {};
  const isOne = typeof info?.uuid === 'string' && typeof info.name === 'string';
  if (isOne && typeof provider?.request === 'function' && !found.has(info.uuid as string)) {
    const id = info.uuid as string;
    found.set(id, { id, name: (info.name as string).slice(0, LONGEST_NAME), isDevelopment: false, provider });
  }
}
