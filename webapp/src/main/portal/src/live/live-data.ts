import { onScopeDispose, shallowReactive } from 'vue';
import { ApiProblem } from '../api/problem';
import { checkPlatform } from './platform';
import { onEvent, onOpen, type ChainEvent } from './stream';

/** Something from the API that keeps itself up to date. */
export interface Live<T> {
  /** The last good answer. */
  data: T | undefined;
  /** Why the last attempt gave none. */
  problem: ApiProblem | undefined;
  loadedAt: Date | undefined;
  reload: () => void;
}

const GATHER_MILLIS = 120;

/**
 * Loads now, and again after every event that concerns it. Events that come close together lead to
 * one load, and there is never more than one load under way. Ends with the component.
 */
export function useLive<T>(
  load: () => Promise<T>,
  concerns: (event: ChainEvent) => boolean,
): Live<T> {
  let isLoading = false;
  let isWanted = false;
  let timer = 0;

  const live: Live<T> = shallowReactive({
    data: undefined,
    problem: undefined,
    loadedAt: undefined,
    reload: () => void run(),
  });

  async function run(): Promise<void> {
    if (isLoading) {
      isWanted = true;
      return;
    }
    isLoading = true;
    await attempt();
    isLoading = false;
    if (isWanted) {
      isWanted = false;
      await run();
    }
  }

  async function attempt(): Promise<void> {
    try {
      live.data = await load();
      live.loadedAt = new Date();
      live.problem = undefined;
    } catch (thrown) {
      live.problem = thrown instanceof ApiProblem ? thrown : new ApiProblem('failed', String(thrown));
      checkPlatform();
    }
  }

  function soon(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void run(), GATHER_MILLIS);
  }

  const stops = [onOpen(soon), onEvent((event) => concerns(event) && soon())];
  onScopeDispose(() => {
    stops.forEach((stop) => stop());
    window.clearTimeout(timer);
  });
  void run();
  return live;
}

/** Events of one bounty. */
export const ofBounty = (id: string) => (event: ChainEvent) =>
  event.values['bounty'] === id.toLowerCase();

/** Events of any bounty. */
export const ofBounties = (event: ChainEvent) => 'bounty' in event.values;

/** Events of one dataset and of the grants on it; transfers and revocations name it otherwise. */
export const ofDataset = (id: string) => (event: ChainEvent) =>
  event.values['asset'] === id.toLowerCase() ||
  event.name === 'Transfer' ||
  event.contract === 'AccessGrants';

/** Events of any dataset. */
export const ofDatasets = (event: ChainEvent) => event.contract === 'AssetRegistry';
