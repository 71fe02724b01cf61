import { SealingRefused } from '../refused';
import { field, type Findings, type SchemaField } from '../survey/survey';
import { folderOf } from './entry-name';
import { type PictureShape, shapeOf } from './picture-shape';

const PICTURE = /\.(png|jpe?g|gif|bmp)$/i;
const MOST_CLASSES = 100_000;
/** A picture's header is looked for no further. */
const LONGEST_HEADER = 4 << 20;

/** Looks at one file after the other: a name, then bytes, then the end. */
export class TreeSurvey {
  readonly #classes = new Set<string>();
  #files = 0;
  #pictures = 0;
  #shape: PictureShape | undefined;
  #isOneShape = true;
  #picture: { name: string; beginning: Uint8Array } | undefined;

  begin(name: string): void {
    this.#files++;
    const isPicture = PICTURE.test(name) && folderOf(name) !== '';
    this.#picture = isPicture ? { name, beginning: new Uint8Array(0) } : undefined;
  }

  take(bytes: Uint8Array): void {
    if (this.#picture === undefined) {
      return;
    }
    const { name, beginning } = this.#picture;
    const longer = joined(beginning, bytes);
    const shape = longer.length > LONGEST_HEADER ? 'none' : shapeOf(longer);
    if (shape === undefined) {
      this.#picture = { name, beginning: longer };
    } else {
      this.#see(name, shape);
    }
  }

  end(): void {
    if (this.#picture !== undefined) {
      this.#see(this.#picture.name, 'none');
    }
  }

  finish(): Findings {
    if (this.#files === 0) {
      throw new SealingRefused('no-files');
    }
    const arePictures = this.#pictures === this.#files && this.#classes.size > 1;
    return arePictures
      ? { format: 'images.tar', schema: this.#pictureSchema(), sampleCount: this.#pictures }
      : { format: 'files.tar', schema: [field('file', 'UINT8')], sampleCount: this.#files };
  }

  #see(name: string, shape: PictureShape | 'none'): void {
    this.#picture = undefined;
    if (shape === 'none') {
      throw new SealingRefused('picture', { name });
    }
    this.#pictures++;
    if (this.#classes.size < MOST_CLASSES) {
      this.#classes.add(folderOf(name));
    }
    this.#isOneShape &&= this.#shape === undefined || this.#shape.join() === shape.join();
    this.#shape = shape;
  }

  #pictureSchema(): SchemaField[] {
    const common = this.#isOneShape ? this.#shape : [];
    return [field('image', 'UINT8', common), { ...field('class', 'TEXT'), isLabel: true }];
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
