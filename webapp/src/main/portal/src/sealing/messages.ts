import type { Draft } from './card';
import type { PlainInput } from './input';
import type { Particulars, Refusal } from './refused';
import type { Progress, Sealed } from './sealer';

/** What is to be sealed, and the empty file that the sealed bytes go to. */
export interface Task {
  readonly input: PlainInput;
  readonly draft: Draft;
  readonly payload: FileSystemFileHandle;
}

/** What a page tells the sealing worker. */
export type ToWorker = { readonly kind: 'seal'; readonly task: Task } | { readonly kind: 'cancel' };

/** What the worker tells the page: any number of moves, then one of the others. */
export type FromWorker =
  | { readonly kind: 'moved'; readonly progress: Progress }
  | { readonly kind: 'sealed'; readonly sealed: Sealed }
  | { readonly kind: 'refused'; readonly code: Refusal; readonly particulars: Particulars };
