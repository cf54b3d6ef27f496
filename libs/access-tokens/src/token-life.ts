/** How long an access token lives, in seconds. */
export const accessTokenLife = 15 * 60;

/** How long an ended session is remembered, in seconds: by then its last access token has expired. */
export const endedSessionLife = accessTokenLife + 5 * 60;
