import { watch } from 'vue';
import { lookForWallets, wallets } from './discovery';
import { hasKept, resume } from './session';

/** Takes up the session of before the page was loaded anew, as soon as its wallet speaks up. */
export function resumeSession(): void {
  if (hasKept()) {
    watch(
      () => wallets.size,
      () => {
        // A wallet that is locked meanwhile is connected anew by hand.
        resume().catch(() => undefined);
      },
    );
    lookForWallets();
  }
}
