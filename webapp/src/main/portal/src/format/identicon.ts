/** A picture of an id: five columns, mirrored, and two colours, all from its own digits. */
export interface Picture {
  cells: { x: number; y: number }[];
  hue: number;
}

const SIDE = 5;
const HALF = 3;

/** The same id always looks the same; two ids that differ anywhere very likely differ here. */
export function picture(id: string): Picture {
  let state = hash(id.toLowerCase());
  const hue = state % 360;
  const cells: Picture['cells'] = [];
  for (let place = 0; place < SIDE * HALF; place++) {
    state = step(state);
    if (state >>> 31 === 1) {
      addMirrored(cells, place % HALF, Math.floor(place / HALF));
    }
  }
  return { cells, hue };
}

function addMirrored(cells: Picture['cells'], x: number, y: number): void {
  cells.push({ x, y });
  if (x < SIDE - HALF) {
    cells.push({ x: SIDE - 1 - x, y });
  }
}

// FNV-1a, 32 bits.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return value === 0 ? 1 : value;
}

// xorshift32 (Marsaglia 2003).
function step(value: number): number {
  value ^= value << 13;
  value ^= value >>> 17;
  value ^= value << 5;
  return value >>> 0;
}
