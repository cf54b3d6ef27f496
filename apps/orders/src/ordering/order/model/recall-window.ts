/** How long a change can be taken back, in ms. */
export const RECALL_WINDOW = Symbol('recall window in ms');
