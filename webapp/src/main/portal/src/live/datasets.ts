import { ref } from 'vue';
import { api } from '../api/client';
import type { DatasetPage } from '../api/types';
import { type Live, ofDatasets, useLive } from './live-data';

/** The registered datasets, page after page as they are asked for. */
export function useDatasets(): { datasets: Live<DatasetPage>; showMore: () => void } {
  const pages = ref(1);

  async function loadPages(): Promise<DatasetPage> {
    let loaded = await api.datasets();
    for (let page = 1; page < pages.value && loaded.next !== undefined; page++) {
      const more = await api.datasets(loaded.next);
      loaded = { ...more, items: [...loaded.items, ...more.items] };
    }
    return loaded;
  }

  const datasets = useLive(loadPages, ofDatasets);

  function showMore(): void {
    pages.value++;
    datasets.reload();
  }

  return { datasets, showMore };
}
