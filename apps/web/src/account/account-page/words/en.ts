interface PurposeWords {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly done: string;
  readonly next: string;
}

/** What the page says, in one language. */
export interface AccountWords {
  readonly confirm: PurposeWords;
  readonly reset: PurposeWords;
  readonly forgot: PurposeWords;
  readonly 'sign-up': PurposeWords;
  readonly name: string;
  readonly toOrders: string;
  readonly sentTo: string;
  readonly sendAgain: string;
  readonly sentAgain: string;
  readonly already: { readonly title: string; readonly lead: string };
  readonly toLogin: string;
  readonly email: string;
  readonly password: string;
  readonly newPassword: string;
  readonly passwordRule: string;
  readonly whichPassword: string;
  readonly otherMail: string;
  readonly dead: {
    readonly title: string;
    readonly lead: string;
    readonly confirmedLead: string;
    readonly sendConfirmation: string;
    readonly sendReset: string;
  };
  readonly wait: string;
}

export const en: AccountWords = {
  confirm: {
    title: 'Confirm your address',
    lead: 'One tap, and your account is ready.',
    action: 'Confirm my address',
    done: 'Your address is confirmed',
    next: 'You can log in now, with the password that you chose.',
  },
  reset: {
    title: 'Set a new password',
    lead: 'You will be logged out everywhere, and log in with the new one.',
    action: 'Set the password',
    done: 'Your new password is set',
    next: 'You are logged out everywhere. Log in with the new password.',
  },
  forgot: {
    title: 'Forgot your password?',
    lead: 'Tell us your address, and we send you a link to set a new one.',
    action: 'Send me a link',
    done: 'Look into your mailbox',
    next: 'If this address has a customer’s account, a mail is on its way. If you work at a restaurant, ask your manager for a new password.',
  },
  'sign-up': {
    title: 'Create your account',
    lead: 'Follow all your orders in one place, and look up what you ordered before.',
    action: 'Create my account',
    done: 'Look into your mailbox',
    next: 'A mail with a link is on its way: it confirms that the address is yours. After that you can log in.',
  },
  name: 'Your name',
  toOrders: 'See your orders',
  sentTo: 'It goes to {address}. Not there? Look among unwanted mail, too.',
  sendAgain: 'Send it again',
  sentAgain: 'It is sent again.',
  already: {
    title: 'Your address is confirmed already',
    lead: 'There is nothing left to do here. Log in with the password that you chose.',
  },
  toLogin: 'Log in',
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'New password',
  passwordRule:
    'At least 12 characters. Three or four words that do not belong together are easy to remember.',
  whichPassword:
    'Someone signed up with this address more than once. Type the password that you chose, so that we know which one was you.',
  otherMail: 'This is not the password of this sign-up. There may be another mail, with the link for yours.',
  dead: {
    title: 'This link does not work any more',
    lead: 'Each link works once, and not for long. Nothing is lost: have another one sent.',
    confirmedLead:
      'If you have confirmed your address with it already, log in. Otherwise have another one sent: each works once, and not for long.',
    sendConfirmation: 'Send the confirmation again',
    sendReset: 'Send me a new link',
  },
  wait: 'One moment…',
};
