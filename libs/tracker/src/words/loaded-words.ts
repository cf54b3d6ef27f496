import { reportThrown } from '../listeners/call-listener.ts';
import { en, type Words } from './en.ts';
import { primaryOf } from './language-tags.ts';

type Loaders = Readonly<Record<string, () => Promise<Words>>>;
type Tags = readonly (string | null | undefined)[];

/**
 * How long after its words could not be loaded a language is tried again. Chromium keeps a module that failed
 * until the page is loaded anew (HTML's module map), so there it stays English until then; Firefox and Safari
 * ask for it again.
 */
export const RETRY_MS = 10_000;

/** The words of languages that are loaded once they are needed; English is there. */
export class LoadedWords {
  readonly #known = new Map<string, Words>([['en', en]]);
  readonly #loading = new Map<string, Promise<void>>();
  /** From when on a language that failed is tried again, by the timer of the page. */
  readonly #failed = new Map<string, number>();

  /** @param loaders by primary subtag */
  constructor(private readonly loaders: Loaders) {}

  /**
   * The words of the first of these languages that has any, English where none has, or for as long as they
   * cannot be loaded. Null while that is tried for the first time.
   * @param tags such as `es-MX`
   * @param onLoaded called where it was null, once it is not any more
   */
  of(tags: Tags, onLoaded: () => void): Words | null {
    const language = tags.map(primaryOf).find((each) => this.#has(each)) ?? 'en';
    const known = this.#known.get(language);
    if (known) return known;
    const triesAgainAt = this.#failed.get(language);
    if (triesAgainAt === undefined) void this.#load(language).then(onLoaded);
    else if (performance.now() >= triesAgainAt) void this.#load(language);
    return triesAgainAt === undefined ? null : en;
  }

  #has(language: string): boolean {
    return this.#known.has(language) || Object.hasOwn(this.loaders, language);
  }

  #load(language: string): Promise<void> {
    const loading = this.#loading.get(language) ?? this.#try(language);
    this.#loading.set(language, loading);
    return loading;
  }

  async #try(language: string): Promise<void> {
    try {
      const words = await this.loaders[language]?.();
      if (words) this.#known.set(language, words);
    } catch (error) {
      // Once, and not each time that it fails again.
      if (!this.#failed.has(language)) reportThrown(error);
      this.#failed.set(language, performance.now() + RETRY_MS);
    } finally {
      this.#loading.delete(language);
    }
  }
}

const trackersWords = new LoadedWords({
  es: async () => (await import('./es.ts')).es,
  fil: async () => (await import('./fil.ts')).fil,
});

/** As {@link LoadedWords.of}: a page loads a language once one of its trackers speaks it. */
export const loadedWords = (tags: Tags, onLoaded: () => void): Words | null =>
  trackersWords.of(tags, onLoaded);
