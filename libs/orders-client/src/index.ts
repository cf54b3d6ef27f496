export * from './orders-client.ts';
