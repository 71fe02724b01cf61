import { createApp } from 'vue';
import App from './App.vue';
import { i18n } from './i18n';
import { openStream } from './live/stream';
import { watchPlatform } from './live/platform';
import { router } from './router';
import { components } from './vuetify';
import { resumeSession } from './wallet/resume';
import './app.css';

openStream();
resumeSession();
watchPlatform();
createApp(App).use(i18n).use(components).use(router).mount('#app');
