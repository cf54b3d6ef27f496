/** `@passline/tracker/element`: defines `<order-status-tracker>`. */
export * from '../order-status-tracker/order-status-tracker.element.ts';
export { en, type Words } from '../words/en.ts';
