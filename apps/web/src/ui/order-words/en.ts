/**
 * Every word of the page with a customer's orders, in English; what the tracker says stands in its own
 * catalogue. `{name}` stands for a fact; a translation has the same keys.
 */
export const en = {
  language: 'en',
  title: 'Your orders',
  wait: 'One moment…',
  login: {
    title: 'Log in to your orders',
    lead: 'Follow what is on its way, and look up what you ordered before.',
    email: 'E-mail address',
    password: 'Password',
    action: 'Log in',
    forgot: 'Forgot your password?',
    signUp: 'Create an account',
    wrong:
      'This address and this password do not belong together. If you have just signed up, confirm your address first, by the link in the mail.',
    tooMany: 'Too many wrong tries. Nothing is lost: wait {duration}, and try again.',
    unreachable: 'The server cannot be reached. Nothing was sent; try again in a moment.',
    unavailable:
      'Logging in does not work at the moment. Your orders are not affected; try again in a minute.',
    staff: 'This is the account of someone who works at a restaurant. Its orders are on the board.',
    toBoard: 'Go to the board',
    over: 'You have been logged out. Your orders are not affected; log in again to see them.',
  },
  logOut: 'Log out',
  hello: 'Logged in as {name}',
  loading: 'Looking up your orders…',
  open: 'Open now',
  now: 'Now',
  justEnded: 'Just ended',
  past: 'Earlier',
  more: 'Show more',
  moreShown: '{count} more shown.',
  moreFailed: 'The earlier orders could not be read. Nothing is lost; try again.',
  connection: { live: 'Live', polling: 'Updating every 10 s', away: 'Not connected' },
  away: 'No connection. This is what was known at {time}. Your orders go on without it, and this page tries again by itself.',
  awayFromStart:
    'Your orders could not be read. Nothing is lost: they go on, and this page tries again by itself.',
  tryNow: 'Try now',
  empty: {
    title: 'No orders yet',
    lead: 'As soon as you order with this account, you can follow it here until you have it.',
  },
  placedElsewhere: 'New order: {number} at {restaurant}.',
  order: 'Order {number}, {restaurant}',
  news: '{number}: {news}',
  kinds: { delivery: 'Delivery', pickup: 'Pickup', dine_in: 'At the table' },
  items: 'What you ordered',
  unfold: 'Show all of it',
  fold: 'Show less',
  andMore: 'and {count} more',
  call: 'Call the restaurant',
  cancel: {
    action: 'Cancel this order',
    sending: 'Cancelling…',
    question: 'Cancel order {number}?',
    lead: '{restaurant} has not confirmed it yet, so you still can. Once it is cancelled, only a new order brings the food.',
    yes: 'Yes, cancel it',
    no: 'Keep the order',
    done: 'Order {number} is cancelled.',
    late: '{restaurant} has taken up this order in the meantime, so it can’t be cancelled here any more. It goes on as shown above.',
    lateCall:
      '{restaurant} has taken up this order in the meantime, so it can’t be cancelled here any more. It goes on as shown above; if you must stop it, call them.',
    ended: 'This order had already ended. Nothing was changed.',
    unknown:
      'No answer came, so we don’t know yet whether the order is cancelled. The state above will show it once you are connected. Pressing again is safe: it cannot be cancelled twice.',
    failed: 'The order could not be cancelled just now, and nothing was changed. Try again in a moment.',
  },
} as const;

type Text<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Text<T[Key]> };
export type OrderWords = Text<typeof en>;
