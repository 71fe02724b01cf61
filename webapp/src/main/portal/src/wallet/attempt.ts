import { type Ref, ref, shallowRef } from 'vue';
import { ApiProblem } from '../api/problem';
import { SealingRefused } from '../sealing/refused';
import { isSignInOver } from './session';
import { WalletRefused } from './refused';

/** Why something a person tried did not happen: a message's key, and words from where it failed. */
export interface Refusal {
  readonly key: string;
  readonly detail: string;
  /** What the message is filled with. */
  readonly named?: Readonly<Record<string, string | number>>;
}

export function asRefusal(failure: unknown): Refusal {
  if (isSignInOver(failure)) {
    return { key: 'wallet.refused.signed-out', detail: '' };
  }
  if (failure instanceof WalletRefused) {
    return { key: `wallet.refused.${failure.code}`, detail: failure.detail };
  }
  if (failure instanceof ApiProblem) {
    return { key: `wallet.refused.api-${failure.code}`, detail: failure.detail };
  }
  if (failure instanceof SealingRefused) {
    return { key: `seal.refused.${failure.code}`, detail: '', named: failure.particulars };
  }
  return { key: 'wallet.refused.failed', detail: String(failure) };
}

/** Lets a page try something, one thing at a time, and tell why it did not happen. */
export function useAttempt(): {
  attempt: (act: () => Promise<unknown>) => Promise<boolean>;
  isBusy: Ref<boolean>;
  refusal: Ref<Refusal | undefined>;
} {
  const isBusy = ref(false);
  const refusal = shallowRef<Refusal>();

  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) {
      return false;
    }
    isBusy.value = true;
    refusal.value = undefined;
    try {
      await act();
      return true;
    } catch (failure) {
      refusal.value = asRefusal(failure);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  return { attempt, isBusy, refusal };
}
