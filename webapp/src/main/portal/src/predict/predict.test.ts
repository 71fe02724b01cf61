import { beforeAll, describe, expect, it } from 'vitest';
import vectors from '../../../../../../training/engine-torch/src/test/resources/assay/engine/torch/prediction-vectors.json';
import { readArchive } from './archive';
import { Model } from './model';
import { numbersOf, sampleOf } from './picture';
import { ModelRefused } from './refused';
import { plan } from './shapes';
import { readSpec } from './spec';

async function unzipped(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const zipped = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe('a model in the browser', () => {
  it.each(vectors.map((vector, at) => [at, vector] as const))('should answer what the engine answers (%i)', async (_, vector) => {
    const model = Model.read(await unzipped(vector.archive));

    vector.samples.forEach((sample, at) => {
      const answer = [...model.answer(Float32Array.from(sample))];
      const expected = vector.answers[at]!;
      expect(answer).toHaveLength(expected.length);
      answer.forEach((value, place) => expect(Math.abs(value - expected[place]!)).toBeLessThan(1e-4));
    });
  });

  it('should know every kind of layer that the vectors have', () => {
    expect(vectors.length).toBeGreaterThan(35);
  });
});

describe('a hostile model file', () => {
  let good: Uint8Array<ArrayBuffer>;

  beforeAll(async () => {
    good = await unzipped(vectors[0]!.archive);
  });

  function changed(change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): () => Model {
    return () => Model.read(change(good.slice()));
  }

  it('should be refused when it is cut off, longer, or holds another file', () => {
    for (const length of [0, 100, 512, 600, good.length - 1, good.length - 512]) {
      expect(changed((bytes) => bytes.slice(0, length))).toThrow(ModelRefused);
    }
    expect(changed((bytes) => Uint8Array.from([...bytes, 0]))).toThrow(ModelRefused);
    expect(changed((bytes) => bytes.fill(120, 0, 1))).toThrow(ModelRefused);
  });

  it('should never do worse than be refused, whichever byte is changed', () => {
    for (let at = 0; at < good.length; at += 7) {
      try {
        const model = changed((bytes) => bytes.fill(bytes[at]! ^ 0x55, at, at + 1))();
        model.answer(Float32Array.from(vectors[0]!.samples[0]!));
      } catch (failure) {
        expect(failure, String(at)).toBeInstanceOf(ModelRefused);
      }
    }
  });

  it('should be refused for weights that are no numbers', () => {
    const { weights } = readArchive(good);
    const at = weights.byteOffset + weights.length - 4;

    expect(changed((bytes) => { bytes.set([0, 0, 192, 127], at); return bytes; })).toThrow(/no number/);
  });
});

const layers = (...all: [kind: string, config: object][]): string =>
  JSON.stringify({
    format: 'assay-model/1',
    input_shape: [4, 4, 1],
    layers: all.map(([class_name, config], at) => ({ class_name, name: `l${at}`, config })),
    loss: 'mean_squared_error',
    optimizer: {},
    metrics: [],
  });

describe('a hostile spec', () => {
  it.each([
    ['an unknown layer', layers(['Lambda', { code: 'x' }])],
    ['too many weights', layers(['Flatten', {}], ['Dense', { units: 2e9 }])],
    ['too large an output', layers(['UpSampling2D', { size: [4096, 4096] }])],
    ['too much work', layers(['UpSampling2D', { size: [256, 256] }], ['Conv2D', { filters: 3, kernel_size: [200, 200], padding: 'same' }])],
    ['a window that does not fit', layers(['Conv2D', { filters: 1, kernel_size: [9, 9] }])],
    ['a negative size', layers(['Flatten', {}], ['Dense', { units: -1 }])],
    ['a size that is no number', layers(['Flatten', {}], ['Dense', { units: '1' }])],
    ['no layers', layers()],
    ['an array in place of an object', '[]'],
    ['nothing', 'null'],
    ['deep nesting', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['an inherited name', layers(['Flatten', {}]).replace('Flatten', 'constructor')],
    ['a layer that reads itself', layers(['Add', {}]).replace('"config"', '"inbound":["l0","input"],"config"')],
  ])('should be refused: %s', (_, text) => {
    expect(() => plan(readSpec(text))).toThrow(ModelRefused);
  });
});

describe('a picture', () => {
  it('should lie between the lowest and the highest value', () => {
    const rgba = Uint8ClampedArray.from([0, 0, 0, 255, 255, 255, 255, 255]);

    expect([...sampleOf(rgba, [1, 2, 1], { low: 0, high: 16 }, false)]).toEqual([0, 16]);
    expect([...sampleOf(rgba, [1, 2, 1], { low: 0, high: 16 }, true)]).toEqual([16, 0]);
    expect([...sampleOf(rgba, [1, 2, 3], { low: -1, high: 1 }, false)]).toEqual([-1, -1, -1, 1, 1, 1]);
  });

  it('should be as many numbers as the model reads', () => {
    expect([...numbersOf(' 1, 2;3\n4 ', 4)]).toEqual([1, 2, 3, 4]);
    expect(() => numbersOf('1 2 x', 3)).toThrow(ModelRefused);
    expect(() => numbersOf('1 2', 3)).toThrow(ModelRefused);
  });
});
