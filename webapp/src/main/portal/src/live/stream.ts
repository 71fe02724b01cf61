import { readonly, ref, shallowRef } from 'vue';

/** One final event of one of the contracts. */
export interface ChainEvent {
  id: string;
  name: string;
  contract: string;
  minedAt: string;
  values: Record<string, unknown>;
}

/** `live`: events arrive. `lost`: they do not, and what is shown may be old. */
export type StreamState = 'connecting' | 'live' | 'lost';

const SOURCE = 'api/v1/events';
const RETRY_MILLIS = 5_000;
const REMEMBERED = 20;

/** Every event that changes what a page shows; EventSource must be told each name. */
const NAMES = [
  'AssetRegistered', 'VersionAdded', 'AssetRetired', 'GrantEpochAdvanced', 'Transfer',
  'AccessRequested', 'AccessDenied', 'Granted', 'Revoked', 'AllRevoked', 'Used', 'FloorRaised',
  'BountyOpened', 'BountyMoney', 'BountyTest', 'BountyWindows', 'DatasetListed', 'StateChanged',
  'SampleRevealed', 'Committed', 'Revealed', 'GrantsNamed', 'SubmissionChanged', 'VerdictGiven',
  'WinnerChosen', 'Challenged', 'ChallengeEnded', 'TestKeyAsked', 'TestKeyPublished', 'Complained', 'KeyPublished', 'ModelSettled', 'Paid', 'Burned',
  'SeedDrawn', 'SeedFailed', 'PreimageWithheld', 'PanelDrawn', 'DrawFailed', 'ScoresCommitted', 'ScoresRevealed', 'Slashed',
  'FeeForfeited', 'TestSetReported', 'SharesMeasured', 'ShareFeeForfeited',
];

const state = ref<StreamState>('connecting');
const recent = shallowRef<readonly ChainEvent[]>([]);
const eventListeners = new Set<(event: ChainEvent) => void>();
const openListeners = new Set<() => void>();

export const streamState = readonly(state);

/** The last events since the page was opened, newest first. */
export const recentEvents = readonly(recent);

/** Calls back for each event until the returned function is called. */
export function onEvent(listener: (event: ChainEvent) => void): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

/**
 * Calls back whenever the stream opens. Whoever loaded something before has to load it again: what
 * happened between loading and opening was sent to nobody.
 */
export function onOpen(listener: () => void): () => void {
  openListeners.add(listener);
  return () => openListeners.delete(listener);
}

/** Listens from now on. The browser itself reconnects with the id of the last event. */
export function openStream(): void {
  const source = new EventSource(SOURCE);
  source.onopen = () => {
    state.value = 'live';
    openListeners.forEach((listener) => listener());
  };
  source.onerror = () => {
    state.value = 'lost';
    if (source.readyState === EventSource.CLOSED) {
      window.setTimeout(openStream, RETRY_MILLIS);
    }
  };
  NAMES.forEach((name) => source.addEventListener(name, receive));
}

function receive(message: MessageEvent<string>): void {
  const data = JSON.parse(message.data) as Omit<ChainEvent, 'id' | 'name'>;
  const event = { ...data, id: message.lastEventId, name: message.type };
  recent.value = [event, ...recent.value].slice(0, REMEMBERED);
  eventListeners.forEach((listener) => listener(event));
}
