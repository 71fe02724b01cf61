import { readonly, ref } from 'vue';
import { onOpen } from './stream';

/** Whether the platform follows the chain, and what it says when it does not. */
export interface PlatformHealth {
  isBehind: boolean;
  detail: string;
}

const HEALTH = '/health/ready';
const RECOVERY_MILLIS = 10_000;

const health = ref<PlatformHealth>({ isBehind: false, detail: '' });
let recovery = 0;

export const platformHealth = readonly(health);

/** Asks when the stream opens and when the page comes back to the front. */
export function watchPlatform(): void {
  onOpen(checkPlatform);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      checkPlatform();
    }
  });
}

/** Asks once, and again until all is well if it is not. */
export function checkPlatform(): void {
  window.clearTimeout(recovery);
  void ask().then((answer) => {
    health.value = answer;
    if (answer.isBehind) {
      recovery = window.setTimeout(checkPlatform, RECOVERY_MILLIS);
    }
  });
}

async function ask(): Promise<PlatformHealth> {
  try {
    const response = await fetch(HEALTH);
    return response.status === 503 ? readHealth(await response.json()) : well;
  } catch {
    // No answer at all is what the stream's state already tells.
    return well;
  }
}

const well: PlatformHealth = { isBehind: false, detail: '' };

interface Check {
  name?: string;
  status?: string;
  data?: Record<string, unknown>;
}

/** Reads a MicroProfile Health answer. */
export function readHealth(answer: unknown): PlatformHealth {
  const checks = (answer as { checks?: Check[] } | null)?.checks ?? [];
  const down = checks.filter((check) => check.status === 'DOWN');
  const words = down.map((check) => [check.name, check.data?.['problem']].filter(Boolean).join(': '));
  return { isBehind: true, detail: words.join('; ') };
}
