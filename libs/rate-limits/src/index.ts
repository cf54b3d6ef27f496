export * from './buckets.ts';
export * from './limit-addresses.ts';
export * from './limit-audit.ts';
export * from './limit-headers.ts';
export * from './rate-limits.ts';
