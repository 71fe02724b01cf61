import { onScopeDispose, shallowReactive, watch } from 'vue';
import { bountyCard, datasetCard, type BountyCard, type DatasetCard } from '../api/content';
import { onOpen } from './stream';

/** What a stranger's file says: absent until it is read, and where it cannot be. */
export interface StrangersWord<C> {
  card: C | undefined;
  isUnread: boolean;
}

export const useManifest = (cid: () => string) => useCard<DatasetCard>(cid, datasetCard);

export const useSpec = (cid: () => string) => useCard<BountyCard>(cid, bountyCard);

// A hex text in place of a CID: the registrant gave something that is no content id.
const isCid = (text: string) => text !== '' && !text.startsWith('0x');

function useCard<C>(cid: () => string, read: (cid: string) => Promise<C>): StrangersWord<C> {
  const word: StrangersWord<C> = shallowReactive({ card: undefined, isUnread: false });

  async function load(wanted: string): Promise<void> {
    if (!isCid(wanted)) {
      word.isUnread = wanted !== '';
      return;
    }
    try {
      const card = await read(wanted);
      if (wanted === cid()) {
        word.card = card;
        word.isUnread = false;
      }
    } catch {
      word.isUnread = word.card === undefined;
    }
  }

  watch(cid, (wanted) => void load(wanted), { immediate: true });
  const stop = onOpen(() => word.isUnread && void load(cid()));
  onScopeDispose(stop);
  return word;
}
