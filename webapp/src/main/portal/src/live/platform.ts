import { readonly, ref } from 'vue';
import { onOpen } from './stream';

/** Whether the platform follows the chain, and what it says when it does not. */
export interface PlatformHealth {
  isBehind: boolean;
  detail: string;
}

const HEALTH = '/health/ready';
const RECOVERY_MILLIS = 10_000;
const LOOK_MILLIS = 60_000;

const health = ref<PlatformHealth>({ isBehind: false, detail: '' });
let next = 0;

export const platformHealth = readonly(health);

/** Asks when the stream opens, when the page comes back to the front, and now and then while it is there. */
export function watchPlatform(): void {
  onOpen(checkPlatform);
  document.addEventListener('visibilitychange', checkIfSeen);
}

/** Asks, and again after a while: a stream stays open while the platform reads nothing from the chain. */
export function checkPlatform(): void {
  window.clearTimeout(next);
  void ask().then((answer) => {
    health.value = answer;
    window.clearTimeout(next);
    next = window.setTimeout(checkIfSeen, pauseAfter(answer));
  });
}

/** Until the next question, in milliseconds. */
export const pauseAfter = (answer: PlatformHealth): number =>
  answer.isBehind ? RECOVERY_MILLIS : LOOK_MILLIS;

function checkIfSeen(): void {
  if (document.visibilityState === 'visible') {
    checkPlatform();
  }
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
