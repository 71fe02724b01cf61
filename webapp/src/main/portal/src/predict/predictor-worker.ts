import { Model } from './model';
import type { FromPredictor, ToPredictor } from './predictor';
import { ModelRefused } from './refused';

let model: Model | undefined;

function done(task: ToPredictor): FromPredictor {
  try {
    if ('archive' in task) {
      model = Model.read(new Uint8Array(task.archive));
      return { facts: model.facts() };
    }
    if (model === undefined) {
      throw new ModelRefused('failed', 'No model is open.');
    }
    return { answer: model.answer(task.sample) };
  } catch (failure) {
    const refused = failure instanceof ModelRefused ? failure : new ModelRefused('failed', String(failure));
    return { code: refused.code, detail: refused.detail };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToPredictor>) => self.postMessage(done(data)));
