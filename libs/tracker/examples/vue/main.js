import { createApp } from 'vue';
import ThankYou from './ThankYou.vue';

createApp(ThankYou, { token: location.hash.slice(1) }).mount('#app');
