/** Every word of the customer's page that the tracker does not say itself. `{name}` stands for a fact. */
export const en = {
  yourOrder: 'Your order',
  call: 'Call the restaurant',
  farewell: 'Enjoy your meal. See you again at {restaurant}.',
  staysOpen: 'Keep this page open: it follows your order by itself.',
  language: 'Language',
  noLink: {
    title: 'Open the link from your message',
    lead: 'This page shows one order. The link in your text message or e‑mail, or the code on your receipt, leads straight to it.',
  },
  dead: {
    title: 'This link no longer works',
    lead: 'Tracking links end a day after the order, and when the restaurant makes a new one. Your order itself is not affected. If you still wait for it, call the restaurant.',
  },
  awaited: {
    title: 'Looking up your order…',
    lead: 'If it was placed just now, it will be here in a moment.',
  },
  unreachable: {
    title: 'Can’t connect right now',
    lead: 'This order hasn’t been opened on this device before, so there is nothing to show yet. Your order is not affected, and this page goes on trying by itself.',
    again: 'Try again',
    trying: 'Trying…',
    still: 'Still no connection.',
  },
  home: {
    add: 'Add to home screen',
    hint: 'The icon opens the order you followed last.',
    byHand: 'To keep this order at hand, tap Share, then “Add to Home Screen”.',
  },
} as const;

type Text<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Text<T[Key]> };
export type PageWords = Text<typeof en>;
