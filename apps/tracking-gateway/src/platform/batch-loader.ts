import { internalBatchSize } from '#libs/contracts';
import { currentTrace, inTrace } from '#libs/service-kit';

interface Asked<Question, Answer> {
  readonly question: Question;
  readonly trace: string | undefined;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** How long the first of a batch waits for others, in milliseconds. */
const windowMs = 2;
/** While so many calls are under way, what comes in gathers into the next. */
const callsAtOnce = 2;

/**
 * Asks `orders` many questions at a time: a thousand screens that come back at once make a few calls. A call
 * has room for one trace: that of its first question.
 */
export class BatchLoader<Question, Answer> {
  #waiting: Asked<Question, Answer>[] = [];
  #calls = 0;
  #window: NodeJS.Timeout | undefined;

  /** @param call answers up to 500 questions, each at its place */
  constructor(private readonly call: (questions: readonly Question[]) => Promise<readonly Answer[]>) {}

  /** The answer to a question that is asked after this call. @throws what the call throws */
  load(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, trace: currentTrace(), resolve, reject });
      this.#openWindow();
    });
  }

  #openWindow(): void {
    if (this.#window !== undefined || this.#calls >= callsAtOnce || this.#waiting.length === 0) return;
    this.#window = setTimeout(() => {
      this.#window = undefined;
      void this.#call(this.#waiting.splice(0, internalBatchSize));
    }, windowMs);
  }

  async #call(batch: readonly Asked<Question, Answer>[]): Promise<void> {
    this.#calls++;
    this.#openWindow();
    try {
      const answers = await inTrace(batch[0]?.trace, () => this.call(batch.map(({ question }) => question)));
      if (answers.length !== batch.length)
        throw new RangeError(
          `${String(batch.length)} questions were given ${String(answers.length)} answers`,
        );
      batch.forEach(({ resolve }, index) => {
        resolve(answers[index] as Answer);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#calls--;
    this.#openWindow();
  }
}
