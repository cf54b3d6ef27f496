export { InternalApiModule } from './internal-api.module.ts';
export { watchRequests } from './watch-requests.ts';
