import { createRouter, createWebHashHistory } from 'vue-router';
import BountiesPage from './pages/BountiesPage.vue';
import BountyPage from './pages/BountyPage.vue';
import DatasetPage from './pages/DatasetPage.vue';
import DatasetsPage from './pages/DatasetsPage.vue';
import HomePage from './pages/HomePage.vue';
import NotFoundPage from './pages/NotFoundPage.vue';

const ID = ':id(0x[0-9a-fA-F]{64})';

/** Hash routes, so that any web server that can send index.html serves every page. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', component: HomePage, meta: { title: 'home.title' } },
    { path: '/datasets', component: DatasetsPage, meta: { title: 'datasets.title' } },
    { path: `/datasets/${ID}`, component: DatasetPage, props: true, meta: { title: 'dataset.title' } },
    { path: '/bounties', component: BountiesPage, meta: { title: 'bounties.title' } },
    { path: `/bounties/${ID}`, component: BountyPage, props: true, meta: { title: 'bounty.title' } },
    { path: '/:rest(.*)*', component: NotFoundPage, meta: { title: 'notFound.title' } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});
