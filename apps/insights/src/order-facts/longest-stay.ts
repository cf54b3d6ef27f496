/** What nobody has ended by then was forgotten on a screen: it does not fill the kitchen any more. In ms. */
export const longestStay = 6 * 3_600_000;
