import type { FromWorker, Task, ToWorker } from './messages';
import { SealingRefused } from './refused';
import type { Sealed, Watch } from './sealer';

/**
 * Whether this page may hash and write files: only one that came over HTTPS or from this machine
 * may, and not in every browser.
 */
export function canSeal(): boolean {
  return (
    globalThis.isSecureContext &&
    'getDirectory' in navigator.storage &&
    'createWritable' in FileSystemFileHandle.prototype
  );
}

/**
 * Seals in a worker of its own, so that the page stays alive. Ends with a refusal, and the payload
 * empty, when the signal says so.
 */
export async function seal(task: Task, watch: Watch): Promise<Sealed> {
  if (!canSeal()) {
    throw new SealingRefused('not-secure');
  }
  const worker = new Worker(new URL('./sealing-worker.ts', import.meta.url), { type: 'module' });
  const post = (message: ToWorker): void => worker.postMessage(message);
  const cancel = (): void => post({ kind: 'cancel' });
  watch.signal.addEventListener('abort', cancel);
  try {
    return await new Promise<Sealed>((resolve, reject) => {
      worker.addEventListener('error', (event) => {
        reject(new SealingRefused('failed', { reason: event.message }));
      });
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        hear(data, watch, resolve, reject);
      });
      post({ kind: 'seal', task });
      if (watch.signal.aborted) {
        cancel();
      }
    });
  } finally {
    watch.signal.removeEventListener('abort', cancel);
    worker.terminate();
  }
}

function hear(
  message: FromWorker,
  watch: Watch,
  resolve: (sealed: Sealed) => void,
  reject: (refusal: SealingRefused) => void,
): void {
  switch (message.kind) {
    case 'moved':
      watch.onProgress(message.progress);
      break;
    case 'sealed':
      resolve(message.sealed);
      break;
    case 'refused':
      reject(new SealingRefused(message.code, message.particulars));
      break;
  }
}
