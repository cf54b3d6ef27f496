/** How long a change can be taken back where a restaurant's settings say nothing else, in ms. */
export const usualRecallWindowMs = 600_000;
