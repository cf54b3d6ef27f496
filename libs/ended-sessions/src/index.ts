export * from './known-ended-sessions.ts';
