import type { Words } from './catalogue.ts';

export const english: Words = {
  notified: {
    confirmed: {
      subject: 'Order {number} is confirmed',
      sentence: '{restaurant} has confirmed your order.',
      text: 'order {number} is confirmed.',
    },
    ready: {
      subject: 'Order {number} is ready',
      sentence: `{fulfilment, select,
        pickup {Ready. Come to the counter with {display}.}
        dine_in {Ready. It''s on its way to {hasTable, select, yes {table {table}} other {your table}}.}
        other {Packed and waiting for the driver.}}`,
      text: `{fulfilment, select,
        pickup {order {number} is ready for pickup.}
        dine_in {order {number} is ready and on its way to {hasTable, select, yes {table {table}} other {your table}}.}
        other {order {number} is packed and waiting for the driver.}}`,
    },
    out_for_delivery: {
      subject: 'Order {number} is on its way',
      sentence: 'Your order is with the driver and on its way to you.',
      text: 'order {number} is on its way to you.',
    },
    delivered: {
      subject: 'Order {number} has been delivered',
      sentence: 'Your order has been delivered. Enjoy your meal.',
      text: 'order {number} has been delivered. Enjoy your meal.',
    },
    served: {
      subject: 'Order {number} is served',
      sentence: 'Your order is at your table. Enjoy your meal.',
      text: 'order {number} is at your table. Enjoy your meal.',
    },
    completed: {
      subject: 'Order {number} has been picked up',
      sentence: 'You picked up your order. Thank you, and enjoy your meal.',
      text: 'order {number} has been picked up. Thank you.',
    },
    cancelled: {
      subject: 'Order {number} was cancelled',
      sentence:
        'Your order was cancelled{why}. Nothing more will happen with it.{hasPhone, select, yes { You can call {restaurant} at {phone}.} other {}}',
      text: 'order {number} was cancelled{why}.',
    },
    rejected: {
      subject: 'Order {number} could not be taken',
      sentence:
        "{restaurant} can't take this order{why}.{hasPhone, select, yes { You can call them at {phone}.} other {}}",
      text: "we can't take order {number}{why}.",
    },
    delivery_failed: {
      subject: 'Order {number} could not be handed over',
      sentence: "The driver couldn't hand over your order{why}. {restaurant} is working on it.",
      text: "the driver couldn't hand over order {number}{why}. We're working on it.",
    },
  },
  corrected: {
    confirmed: {
      subject: 'Order {number} is not confirmed yet',
      sentence:
        'Not confirmed yet: {restaurant} is still looking at your order. Sorry for the back and forth.',
      text: 'order {number} is not confirmed yet. Sorry for the back and forth.',
    },
    ready: {
      subject: 'Order {number} is not quite ready yet',
      sentence: 'Not quite yet: the kitchen is still finishing your order. Sorry for the back and forth.',
      text: 'not quite yet, the kitchen is still finishing order {number}. Sorry for the back and forth.',
    },
    out_for_delivery: {
      subject: 'Order {number} is not on its way yet',
      sentence: 'Not on its way yet: your order is still at the restaurant. Sorry for the back and forth.',
      text: 'order {number} is not on its way yet. Sorry for the back and forth.',
    },
    delivered: {
      subject: 'Order {number} is not delivered yet',
      sentence: 'Not delivered yet: your order is still on its way. Sorry for the back and forth.',
      text: 'order {number} is not delivered yet, it is still on its way. Sorry for the back and forth.',
    },
    served: {
      subject: 'Order {number} is not at your table yet',
      sentence: 'Not at your table yet: your order is still on its way there. Sorry for the back and forth.',
      text: 'order {number} is not at your table yet. Sorry for the back and forth.',
    },
    completed: {
      subject: 'Order {number} is still waiting for you',
      sentence:
        'We marked your order as picked up too early: it is still waiting for you. Sorry for the back and forth.',
      text: 'order {number} is still waiting for you. Sorry for the back and forth.',
    },
    cancelled: {
      subject: 'Order {number} is not cancelled after all',
      sentence:
        'Your order is not cancelled after all: {restaurant} is going on with it. Sorry for the back and forth.',
      text: 'order {number} is not cancelled after all. Sorry for the back and forth.',
    },
    rejected: {
      subject: 'Order {number} is not declined after all',
      sentence:
        'Your order is not declined after all: {restaurant} is looking at it again. Sorry for the back and forth.',
      text: 'order {number} is not declined after all. Sorry for the back and forth.',
    },
    delivery_failed: {
      subject: 'Order {number} is still with the driver',
      sentence: 'Your order is still with the driver after all. Sorry for the back and forth.',
      text: 'order {number} is still with the driver after all. Sorry for the back and forth.',
    },
  },
  reasons: {
    customer: 'at your request',
    no_response: 'the restaurant did not respond in time',
    sold_out: 'sold out',
    too_busy: 'the kitchen is too busy',
    closed: "we're closed",
    no_show: 'it was not picked up',
    no_answer: 'nobody answered',
    wrong_address: 'the address could not be found',
    payment: 'a problem with the payment',
    mistake: 'our mistake',
    remake: 'it has to be made again',
    ingredient: 'an ingredient is missing',
    staff: 'not enough staff',
    traffic: 'traffic',
    busy: 'the kitchen is busy',
    other: null,
  },
  estimate: {
    ready: {
      around: 'It should be ready around {range}.',
      aroundOn: 'It should be ready on {day}, around {range}.',
      by: 'It should be ready by {time}.',
      byOn: 'It should be ready on {day}, by {time}.',
    },
    arrival: {
      around: 'It should be at your door around {range}.',
      aroundOn: 'It should be at your door on {day}, around {range}.',
      by: 'It should be at your door by {time}.',
      byOn: 'It should be at your door on {day}, by {time}.',
    },
    past: 'Sorry, it is taking longer than planned.{hasPhone, select, yes { You can call {phone}.} other {}}',
  },
  track: 'Track your order',
  view: 'See your order',
  order: 'Order {number}',
  called: 'Your number: {display}',
  total: 'Total',
  adjustments: {
    discount: 'Discount',
    delivery: 'Delivery',
    service: 'Service',
    packaging: 'Packaging',
    tax: 'Tax',
    tip: 'Tip',
    other: 'Other',
  },
  payment: `{status, select,
    paid {{method, select, cash {Paid in cash} card {Paid by card} online {Paid online} other {Paid}}}
    refunded {Refunded}
    part_refunded {Partly refunded}
    other {{method, select, cash {To be paid in cash} card {To be paid by card} online {To be paid online} other {To be paid}}}}`,
  unavailable: 'not available',
  note: 'Note from {restaurant}: {notes}',
  ownNote: 'Your note: {notes}',
  receipt: {
    of: 'Receipt, {day}',
    placed: 'Ordered: {time}',
    ended: '{moment, select, delivered {Delivered} served {Served} other {Picked up}}: {time}',
  },
  salutation: 'Hello {name},',
  questions: 'Questions? Call {restaurant} at {phone}.',
  help: `{hasName, select, yes {{restaurant}: these} other {These}} texts tell you where your order is.{hasPhone, select, yes { Questions? Call {phone}.} other {}} Text STOP to get no more, START to get them again.`,
  week: {
    orders: 'Orders',
    onTime: 'On time',
    median: 'Until the customer had it (median)',
    rating: 'Rating',
    week: 'Last week',
    before: 'The week before',
    minutes: '{minutes} min',
  },
  accountEmails: {
    weekly_report: {
      subject: '{restaurant}: your week, {week}',
      sentence: 'This was your week, {week}.',
      action: 'See all figures',
      note: 'You get this each Monday, as an admin. Your restaurant’s settings say whether it is sent.',
    },
    confirm_sign_up: {
      subject: 'Confirm your e-mail address for {restaurant}',
      sentence: 'Confirm your address, and your account is ready.',
      action: 'Confirm my address',
      note: 'The link works once, for {hours} hours. You did not sign up? Then do nothing: without a confirmation there is no account.',
    },
    already_registered: {
      subject: 'You already have an account',
      sentence: 'Someone signed up with your address, but you have an account already.',
      action: 'I forgot my password',
      note: 'Nothing has changed: log in with the password that you have, or set another one. It was not you? Then do nothing.',
    },
    reset_password: {
      subject: 'Set a new password',
      sentence: 'You asked for a new password. Set it here.',
      action: 'Set a new password',
      note: 'The link works once, for {minutes} minutes, and logs you out everywhere. You did not ask for it? Then do nothing: your password stays as it is.',
    },
  },
};
