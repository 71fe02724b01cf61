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
    { path: '/', component: HomePage },
    { path: '/datasets', component: DatasetsPage },
    // Apart from the rest: few visitors act.
    { path: '/datasets/seal', component: () => import('./pages/SealPage.vue') },
    { path: '/datasets/register', component: () => import('./pages/RegisterPage.vue') },
    { path: '/account', component: () => import('./pages/AccountPage.vue') },
    { path: '/pools', component: () => import('./pages/PoolsPage.vue') },
    { path: '/actors/:address(0x[0-9a-fA-F]{40})', component: () => import('./pages/ActorPage.vue'), props: true },
    { path: '/inbox', component: () => import('./pages/InboxPage.vue') },
    { path: '/inbox/rules', component: () => import('./pages/RulesPage.vue') },
    { path: `/datasets/${ID}`, component: DatasetPage, props: true },
    { path: `/datasets/${ID}/new-version`, component: () => import('./pages/NewVersionPage.vue'), props: true },
    { path: '/bounties', component: BountiesPage },
    { path: '/bounties/plan', component: () => import('./pages/PlanPage.vue') },
    { path: '/bounties/post', component: () => import('./pages/PostPage.vue'), props: ({ query }) => ({ like: String(query['like'] ?? '') }) },
    { path: `/bounties/${ID}`, component: BountyPage, props: true },
    { path: `/bounties/${ID}/predict`, component: () => import('./pages/PredictPage.vue'), props: true },
    { path: `/bounties/${ID}/runs/:miner(0x[0-9a-fA-F]{40})`, component: () => import('./pages/RunPage.vue'), props: true },
    { path: `/bounties/${ID}/rounds`, component: () => import('./pages/FederatedPage.vue'), props: true },
    { path: '/:rest(.*)*', component: NotFoundPage },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});
