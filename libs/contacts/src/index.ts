export * from './country.ts';
export * from './email.ts';
export * from './locale.ts';
export * from './phone.ts';
export * from './plain-text.ts';
