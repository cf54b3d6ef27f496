export { TrackingLinksModule } from './tracking-links.module.ts';
