export * from './fulfilment.ts';
export * from './role.ts';
export * from './status.ts';
