/** How fast a piece of work goes, and how long it will take yet. */
export interface Pace {
  readonly bytesPerSecond: number;
  readonly secondsLeft: number;
}

/** Below this nothing can be said. */
const SHORTEST_MILLIS = 500;

/** The mean pace since the work began; undefined while it is too early to tell. */
export function paceOf(done: number, all: number, millis: number): Pace | undefined {
  if (millis < SHORTEST_MILLIS || done === 0) {
    return undefined;
  }
  const bytesPerSecond = (done / millis) * 1000;
  return { bytesPerSecond, secondsLeft: Math.max(0, all - done) / bytesPerSecond };
}
