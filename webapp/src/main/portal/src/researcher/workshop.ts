import { type Particulars, type Refusal, SealingRefused } from '../sealing/refused';
import type { TableFacts } from './csv-samples';
import type { BountyOrigin } from './origin';
import type { DataFormat } from './samples';
import type { SealedTestSet } from './seal-test-set';
import type { SampleBatch } from './test-set';

/** Work on a test set that would hold up a page. */
export type Task =
  | { readonly kind: 'survey'; readonly table: Blob }
  | { readonly kind: 'seal'; readonly table: Blob; readonly format: DataFormat; readonly origin: BountyOrigin }
  | { readonly kind: 'reveal'; readonly testSet: Blob; readonly origin: BountyOrigin; readonly showing: Showing };

/** Which public samples are to be shown. */
export interface Showing {
  /** What the chain has; a test set under another root is refused. */
  readonly root: string;
  readonly seed: string;
  readonly first: number;
  readonly length: number;
}

/** Public samples: what the market takes in, and their bytes in the same order. */
export interface Shown {
  readonly batch: SampleBatch;
  readonly samples: readonly Uint8Array<ArrayBuffer>[];
}

export interface Answers {
  readonly survey: TableFacts;
  readonly seal: SealedTestSet;
  readonly reveal: Shown;
}

export type FromWorkshop =
  | { readonly answer: Answers[Task['kind']] }
  | { readonly code: Refusal; readonly particulars: Particulars };

/** Has it done in a worker of its own. */
export async function inWorkshop<K extends Task['kind']>(task: Task & { readonly kind: K }): Promise<Answers[K]> {
  const worker = new Worker(new URL('./workshop-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<Answers[K]>((resolve, reject) => {
      worker.addEventListener('error', (event) => {
        reject(new SealingRefused('failed', { reason: event.message }));
      });
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorkshop>) => {
        if ('answer' in data) {
          resolve(data.answer as Answers[K]);
        } else {
          reject(new SealingRefused(data.code, data.particulars));
        }
      });
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
}
