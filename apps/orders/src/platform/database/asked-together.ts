import { waitAtMost } from './wait-at-most.ts';

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** A question that takes longer, in ms, holds up nobody: the next ones go by another connection. */
const slowAfter = 100;

/**
 * Asks the database for many at once: a question about a group, such as a restaurant, is asked at once; those
 * about the same group that come while it is under way are asked together after it, in one statement.
 * Whoever asks is answered by a statement that began after they asked.
 */
export class AskedTogether<Question, Answer> {
  /** By group: who waits while others' questions are being asked. */
  readonly #waiting = new Map<string, Waiting<Question, Answer>[]>();

  /** @param askAll answers in the order of the questions; where it rejects, all of them hear why */
  constructor(
    private readonly askAll: (group: string, questions: readonly Question[]) => Promise<readonly Answer[]>,
  ) {}

  ask(group: string, question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = { question, resolve, reject };
      const waiting = this.#waiting.get(group);
      if (waiting !== undefined) waiting.push(asked);
      else void this.#askInTurn(group, [asked]);
    });
  }

  async #askInTurn(group: string, first: readonly Waiting<Question, Answer>[]): Promise<void> {
    for (let batch = first; batch.length > 0; batch = this.#waiting.get(group) ?? []) {
      this.#waiting.set(group, []);
      await waitAtMost(slowAfter, this.#ask(group, batch));
    }
    this.#waiting.delete(group);
  }

  /** Never rejects: whoever asked hears of it. */
  async #ask(group: string, batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const questions = batch.map(({ question }) => question);
      const answers = await this.askAll(group, questions);
      for (const [index, answer] of answers.entries()) batch[index]?.resolve(answer);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
