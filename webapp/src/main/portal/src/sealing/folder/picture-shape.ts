/** Height, width and bands of a picture. */
export type PictureShape = readonly [height: number, width: number, bands: number];

/**
 * The shape that stands in a picture's header: undefined while more of the file is needed, and
 * nothing ('none') where it is no picture of a kind this reads.
 */
export function shapeOf(beginning: Uint8Array): PictureShape | 'none' | undefined {
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.length);
  const read = READERS.find(({ magic }) => magic.every((byte, i) => beginning[i] === byte));
  if (read === undefined) {
    return beginning.length < LONGEST_MAGIC ? undefined : 'none';
  }
  try {
    const shape = read.shape(view);
    return shape.every((size) => size > 0) ? shape : 'none';
  } catch (failure) {
    if (failure instanceof RangeError) {
      return undefined;
    }
    throw failure;
  }
}

interface Reader {
  readonly magic: readonly number[];

  /** The shape; a RangeError where the file goes on, a zero where it is unusual. */
  shape(file: DataView): PictureShape;
}

const UNUSUAL: PictureShape = [0, 0, 0];
const LONGEST_MAGIC = 8;

const READERS: readonly Reader[] = [
  { magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], shape: png },
  { magic: [0xff, 0xd8], shape: jpeg },
  { magic: [0x47, 0x49, 0x46, 0x38], shape: gif },
  { magic: [0x42, 0x4d], shape: bmp },
];

/** By colour type: grey, colours, palette, grey and colours with transparency. */
const PNG_BANDS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const TRNS = 0x74524e53;
const IDAT = 0x49444154;

function png(file: DataView): PictureShape {
  const colours = file.getUint8(25);
  const bands = PNG_BANDS[colours];
  if (bands === undefined) {
    return UNUSUAL;
  }
  const hasTransparent = (colours === 0 || colours === 2) && hasChunk(file, TRNS);
  return [file.getUint32(20), file.getUint32(16), bands + (hasTransparent ? 1 : 0)];
}

function hasChunk(file: DataView, wanted: number): boolean {
  for (let at = 8; ; at += 12 + file.getUint32(at)) {
    const kind = file.getUint32(at + 4);
    if (kind === wanted || kind === IDAT) {
      return kind === wanted;
    }
  }
}

function jpeg(file: DataView): PictureShape {
  for (let at = 2; ; ) {
    const marker = file.getUint16(at);
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return jpegFrame(file, at);
    }
    const isFiller = marker === 0xffff;
    const isTable = marker === 0xffc4 || marker >= 0xffdb;
    if (!isFiller && !isTable) {
      return UNUSUAL;
    }
    at += isFiller ? 1 : 2 + file.getUint16(at + 2);
  }
}

/** Eight bits a band, grey or in colours: all that readers agree on. */
function jpegFrame(file: DataView, at: number): PictureShape {
  const bands = file.getUint8(at + 9);
  const isUsual = file.getUint8(at + 4) === 8 && (bands === 1 || bands === 3);
  return isUsual ? [file.getUint16(at + 5), file.getUint16(at + 7), bands] : UNUSUAL;
}

function gif(file: DataView): PictureShape {
  const screen = file.getUint8(10);
  let at = 13 + (screen & 0x80 ? 3 << ((screen & 7) + 1) : 0);
  while (file.getUint8(at) === 0x21) {
    at += 2;
    for (let length = file.getUint8(at); length > 0; length = file.getUint8(at)) {
      at += 1 + length;
    }
    at += 1;
  }
  const isImage = file.getUint8(at) === 0x2c;
  return isImage ? [file.getUint16(at + 7, true), file.getUint16(at + 5, true), 1] : UNUSUAL;
}

function bmp(file: DataView): PictureShape {
  const isPlain = file.getUint32(14, true) === 40 && file.getUint32(30, true) === 0;
  const bits = file.getUint16(28, true);
  const bands = bits <= 8 ? 1 : 3;
  const isUsual = isPlain && [1, 4, 8, 24, 32].includes(bits);
  return isUsual ? [Math.abs(file.getInt32(22, true)), file.getInt32(18, true), bands] : UNUSUAL;
}
