import type { FromWorker, Task, ToWorker } from './messages';
import { asRefusal } from './refused';
import { type Progress, type Sealed, sealTo } from './sealer';

/** A page is told no more often than it can be painted. */
const QUIET_MILLIS = 100;

const stop = new AbortController();
let lastTold = 0;

function tell(message: FromWorker): void {
  self.postMessage(message);
}

function onProgress(progress: Progress): void {
  const now = performance.now();
  if (now - lastTold >= QUIET_MILLIS) {
    lastTold = now;
    tell({ kind: 'moved', progress });
  }
}

/** Fills the file, which stays empty unless all went well: a browser swaps the bytes in at the end. */
async function sealInto({ input, draft, payload }: Task): Promise<Sealed> {
  const sink = await payload.createWritable();
  try {
    const sealed = await sealTo(input, draft, sink, { onProgress, signal: stop.signal });
    await sink.close();
    return sealed;
  } catch (failure) {
    await sink.abort(failure).catch(() => undefined);
    throw failure;
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'cancel') {
    stop.abort();
    return;
  }
  sealInto(data.task).then(
    (sealed) => tell({ kind: 'sealed', sealed }),
    (failure: unknown) => {
      const { code, particulars } = asRefusal(failure);
      tell({ kind: 'refused', code, particulars });
    },
  );
});
