import type { AccountEmailKind, Adjustment, Reason } from '#libs/contracts';
import type { AwaitedWindow } from '#libs/order-model';
import type { Moment } from './message-context.ts';

/** What is said at one moment, each as an ICU message: `text` goes after "{restaurant}: ". */
export interface MomentWords {
  readonly subject: string;
  readonly sentence: string;
  readonly text: string;
}

/** When it will be there: `range` and `time` are of the clock, `day` is another than today. */
export interface WindowWords {
  readonly around: string;
  readonly aroundOn: string;
  /** Where the window has begun. */
  readonly by: string;
  readonly byOn: string;
}

/** By what is awaited. */
export interface EstimateWords extends Readonly<Record<AwaitedWindow['awaits'], WindowWords>> {
  /** Where the window has ended: no time is promised any more. */
  readonly past: string;
}

/** The mail of the end. */
export interface ReceiptWords {
  /** `day` */
  readonly of: string;
  /** `time` */
  readonly placed: string;
  /** `time`, `moment` */
  readonly ended: string;
}

/**
 * A mail about an account; all may use `restaurant`, `hours` and `minutes`, which say how long the link
 * works, and that of a week `week`.
 */
export interface AccountEmailWords {
  readonly subject: string;
  readonly sentence: string;
  /** On the button. */
  readonly action: string;
  readonly note: string;
}

/** What stands beside the figures of a week. */
export interface WeekWords {
  readonly orders: string;
  readonly onTime: string;
  readonly median: string;
  readonly rating: string;
  /** Above the figures, and above those of the week before. */
  readonly week: string;
  readonly before: string;
  /** `minutes` */
  readonly minutes: string;
}

/**
 * One language. All messages may use `restaurant`, `number`, `display` (what people call out), `fulfilment`,
 * `hasTable`, `table`, `why` (" (reason)" or nothing), `phone` and `hasPhone`.
 */
export interface Words {
  readonly notified: Readonly<Record<Moment, MomentWords>>;
  readonly corrected: Readonly<Record<Moment, MomentWords>>;
  /** Null where the reason says nothing to a customer. */
  readonly reasons: Readonly<Record<Reason, string | null>>;
  readonly estimate: EstimateWords;
  readonly track: string;
  /** In place of `track` once nothing more will happen. */
  readonly view: string;
  readonly order: string;
  /** Before what people call out. */
  readonly called: string;
  readonly total: string;
  /** Where nothing else is written beside the amount. */
  readonly adjustments: Readonly<Record<Adjustment['kind'], string>>;
  /** `status`, `method` */
  readonly payment: string;
  readonly unavailable: string;
  readonly note: string;
  /** What the customer has asked for: `notes`. */
  readonly ownNote: string;
  readonly receipt: ReceiptWords;
  readonly salutation: string;
  readonly questions: string;
  /** To whoever texts HELP: `hasName`, `restaurant`, `hasPhone`, `phone`. */
  readonly help: string;
  readonly week: WeekWords;
  readonly accountEmails: Readonly<Record<AccountEmailKind, AccountEmailWords>>;
}
