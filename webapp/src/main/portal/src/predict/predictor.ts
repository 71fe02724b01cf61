import type { ModelFacts } from './model';
import { ModelRefused } from './refused';

export type ToPredictor = { readonly archive: ArrayBuffer } | { readonly sample: Float32Array };

export type FromPredictor =
  | { readonly facts: ModelFacts }
  | { readonly answer: Float32Array }
  | { readonly code: ModelRefused['code']; readonly detail: string };

const PATIENCE_MILLIS = 30_000;

/**
 * A model in a worker of its own: it can neither hold up the page nor reach it. One question at a
 * time; what takes too long ends it.
 */
export class Predictor {
  #worker: Worker;

  private constructor() {
    this.#worker = new Worker(new URL('./predictor-worker.ts', import.meta.url), { type: 'module' });
  }

  /** Opens a checkpoint; the archive's bytes go to the worker. */
  static async open(archive: ArrayBuffer): Promise<{ predictor: Predictor; facts: ModelFacts }> {
    const predictor = new Predictor();
    try {
      const answer = await predictor.#ask({ archive }, [archive]);
      if (!('facts' in answer)) {
        throw new ModelRefused('failed', '');
      }
      return { predictor, facts: answer.facts };
    } catch (failure) {
      predictor.close();
      throw failure;
    }
  }

  async answer(sample: Float32Array): Promise<Float32Array> {
    const answer = await this.#ask({ sample }, []);
    if (!('answer' in answer)) {
      throw new ModelRefused('failed', '');
    }
    return answer.answer;
  }

  close(): void {
    this.#worker.terminate();
  }

  #ask(task: ToPredictor, given: Transferable[]): Promise<FromPredictor> {
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        this.close();
        reject(new ModelRefused('failed', `No answer within ${PATIENCE_MILLIS / 1000} s.`));
      }, PATIENCE_MILLIS);
      this.#worker.onerror = (event) => {
        window.clearTimeout(timer);
        reject(new ModelRefused('failed', event.message));
      };
      this.#worker.onmessage = ({ data }: MessageEvent<FromPredictor>) => {
        window.clearTimeout(timer);
        if ('code' in data) {
          reject(new ModelRefused(data.code, data.detail));
        } else {
          resolve(data);
        }
      };
      this.#worker.postMessage(task, given);
    });
  }
}
