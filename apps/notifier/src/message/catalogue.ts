import type { LetterKind, Reason } from '#libs/contracts';
import type { Moment } from './telling.ts';

/** What is said at one moment, each as an ICU message: `text` goes after "{restaurant}: ". */
export interface MomentWords {
  readonly subject: string;
  readonly sentence: string;
  readonly text: string;
}

/** A mail about an account; all may use `restaurant`, `hours` and `minutes`, which say how long the link works. */
export interface LetterWords {
  readonly subject: string;
  readonly sentence: string;
  /** On the button. */
  readonly action: string;
  readonly note: string;
}

/** One language. All messages may use `restaurant`, `number`, `fulfilment`, `hasTable`, `table`, `why` (" (reason)" or nothing), `phone` and `hasPhone`. */
export interface Words {
  readonly told: Readonly<Record<Moment, MomentWords>>;
  readonly corrected: Readonly<Record<Moment, MomentWords>>;
  /** Null where the reason says nothing to a customer. */
  readonly reasons: Readonly<Record<Reason, string | null>>;
  /** `range` is a range of the clock. */
  readonly estimate: string;
  readonly track: string;
  readonly order: string;
  readonly total: string;
  readonly note: string;
  readonly greeting: string;
  readonly questions: string;
  /** To whoever texts HELP: `hasName`, `restaurant`, `hasPhone`, `phone`. */
  readonly help: string;
  readonly letters: Readonly<Record<LetterKind, LetterWords>>;
}
