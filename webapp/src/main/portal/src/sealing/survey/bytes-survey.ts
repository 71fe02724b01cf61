import { SealingRefused } from '../refused';
import { field, type Findings, type Survey } from './survey';

/** A file of no known format: one sample of bytes. */
export class BytesSurvey implements Survey {
  #isEmpty = true;

  take(bytes: Uint8Array): void {
    this.#isEmpty &&= bytes.length === 0;
  }

  finish(): Findings {
    if (this.#isEmpty) {
      throw new SealingRefused('empty');
    }
    return { format: 'bytes', schema: [field('bytes', 'UINT8')], sampleCount: 1 };
  }
}
