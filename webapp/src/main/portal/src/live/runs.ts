import { onScopeDispose } from 'vue';
import { api } from '../api/client';
import type { Run, RunPoint } from '../api/types';
import { type Live, ofBounty, useLive } from './live-data';

/** A run and what is known of its course. */
export interface KnownRun {
  readonly run: Run;
  readonly points: readonly RunPoint[];
}

/** Curves that are loaded; of more runs the newest. */
export const MOST_CURVES = 24;

const POLL_MILLIS = 5_000;

/** All runs for a bounty with their points; asked again while the bounty goes on and somebody looks. */
export function useRuns(bounty: string, isOver: () => boolean): Live<KnownRun[]> {
  const points = new Points(bounty);
  const live = useLive(
    async () => {
      const runs = await api.runs(bounty);
      return Promise.all(
        runs.map(async (run, at) => ({ run, points: at < MOST_CURVES ? await points.of(run) : [] })),
      );
    },
    ofBounty(bounty),
  );
  poll(live, isOver);
  return live;
}

/** Loads again every few seconds: what miners report is no event of the chain. */
export function poll(live: Live<unknown>, isOver: () => boolean): void {
  const timer = window.setInterval(() => {
    if (!document.hidden && !isOver()) {
      live.reload();
    }
  }, POLL_MILLIS);
  onScopeDispose(() => window.clearInterval(timer));
}

/** Points as they were loaded; only those after the last known one are asked for. */
export class Points {
  private readonly known = new Map<string, RunPoint[]>();

  constructor(private readonly bounty: string) {}

  async of(run: Run): Promise<readonly RunPoint[]> {
    const before = this.known.get(run.miner) ?? [];
    if (before.length >= run.points) {
      return before;
    }
    const more = await api.runPoints(this.bounty, run.miner, before.at(-1)?.at);
    const all = [...before, ...more];
    this.known.set(run.miner, all);
    return all;
  }
}
