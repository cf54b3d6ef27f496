export * from './access-token-verifier.ts';
export * from './provider-account.ts';
export * from './public-keys.ts';
export * from './remote-keys.ts';
export * from './token-issuers.ts';
export * from './token-life.ts';
