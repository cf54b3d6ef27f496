export { OrdersClientModule } from './orders-client.module.ts';
export { SharedFacts } from './shared-facts.ts';
