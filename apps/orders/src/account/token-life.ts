/** How long an access token lives, in seconds. */
export const accessTokenLife = 15 * 60;
