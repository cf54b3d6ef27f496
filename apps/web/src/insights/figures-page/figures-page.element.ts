import type { AnalyticsSummary, Restaurant } from '#libs/contracts';
import { fill, foundation, icon, tokens } from '#libs/tracker';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BoardSession } from '../../account/board-session/session.ts';
import { downloadFile } from '../../account/customer-account/download.ts';
import { controls } from '../../ui/controls/controls.styles.ts';
import { sign } from '../../ui/controls/sign.ts';
import { pageLanguage } from '../../ui/page-language/page-language.ts';
import { regionOf } from '../../ui/page-language/region.ts';
import { type Block, blockView } from '../blocks/block-view.ts';
import { keyFigures } from '../blocks/key-figures.ts';
import { keyFiguresView } from '../blocks/key-figures-view.ts';
import { type Failure, type FigureName, type Reading, readCsv } from '../figures/figures-api.ts';
import { FiguresReader, type ReadFigures } from '../figures/figures-reader.ts';
import { formatsOf } from '../formats/formats.ts';
import { addressOf, type Choice, choiceIn } from '../span/choice.ts';
import { type Day, dayAt, spanBefore } from '../span/days.ts';
import '../span-choice/span-choice.element.ts';
import type { ChosenEvent } from '../span-choice/span-choice.element.ts';
import type { Wording } from '../words/wording.ts';
import { insightsWordsIn } from '../words/words-of.ts';
import { type ChartState, loadCharts, loadChartsAgain } from './charts.ts';
import { blocksOf } from './figure-blocks.ts';
import { styles } from './figures-page.styles.ts';
import { emptyView, failureView, noChartsView, skeletonView } from './states-view.ts';

/** The figures of the restaurant, of the time and the orders that the address names. */
export class FiguresPage extends LitElement {
  static override readonly styles = [tokens, foundation, controls, styles];
  static override readonly properties: PropertyDeclarations = {
    session: { attribute: false },
    restaurant: { state: true },
    choice: { state: true },
    figures: { state: true },
    isReading: { state: true },
    failure: { state: true },
    tables: { state: true },
    charts: { state: true },
    missingFile: { state: true },
  };

  declare session: BoardSession;
  declare private restaurant: Restaurant | null;
  declare private choice: Choice | null;
  declare private figures: ReadFigures;
  /** What is shown is of what was chosen before. */
  declare private isReading: boolean;
  /** Why not even the restaurant could be read. */
  declare private failure: Failure | null;
  /** The blocks that are read as tables. */
  declare private tables: ReadonlySet<FigureName>;
  declare private charts: ChartState;
  declare private missingFile: boolean;
  #reader: FiguresReader | null = null;
  /** Whether all that is shown is of what was chosen before. */
  #isOfBefore = false;
  #wording: Wording = this.#wordingFor('UTC');
  readonly #goneBack = (): void => this.#choose(choiceIn(location.search, this.#today));

  constructor() {
    super();
    [this.restaurant, this.choice, this.figures] = [null, null, {}];
    [this.isReading, this.failure, this.tables] = [false, null, new Set()];
    [this.charts, this.missingFile] = ['loading', false];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#goneBack);
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#goneBack);
  }

  protected override render(): TemplateResult {
    const { words } = this.#wording;
    document.title = [words.title, this.restaurant?.name].filter(Boolean).join(' · ');
    return html`<header class="top">
        <a class="button" href="/board">${icon('board')}${words.board}</a>
        <h1>${words.title}${this.restaurant ? html` <small>${this.restaurant.name}</small>` : nothing}</h1>
        <button class="button" type="button" @click=${() => print()}>${sign('print')}${words.print}</button>
      </header>
      <main>${this.#mainView()}</main>`;
  }

  get #today(): Day {
    return dayAt(this.session.clock.now(), this.restaurant?.timezone ?? 'UTC');
  }

  #mainView(): TemplateResult {
    const { words } = this.#wording;
    if (this.failure) return failureView(this.failure, words, () => void this.#begin());
    if (this.choice === null) return skeletonView(words);
    return html`<span-choice
        .choice=${this.choice}
        .today=${this.#today}
        .words=${words}
        @chosen=${({ detail }: ChosenEvent) => this.#pick(detail)}
      ></span-choice>
      ${this.#spanView(this.choice)} ${this.#figuresView(this.choice)}
      <footer>
        <p>${words.report}</p>
        <a class="button" href="/board#restaurant">${sign('shop')}${words.toProfile}</a>
      </footer>`;
  }

  #spanView(choice: Choice): TemplateResult {
    const { words, formats } = this.#wording;
    const before = spanBefore(choice);
    const said = (text: string, from: Day, to: Day): string =>
      fill(text, { from: formats.date(from), to: formats.date(to) });
    return html`<p class="span">
      <strong>${said(words.of, choice.from, choice.to)}</strong>
      <span>${words.kinds[choice.fulfilment ?? 'all']}.</span>
      ${said(words.heldAgainst, before.from, before.to)}
      ${fill(words.inTimezone, { timezone: this.restaurant?.timezone.replaceAll('_', ' ') ?? '' })}
    </p>`;
  }

  #figuresView(choice: Choice): TemplateResult {
    const { words } = this.#wording;
    const { summary, before } = this.figures;
    if (summary === undefined) return skeletonView(words);
    if ('failure' in summary) return failureView(summary.failure, words, () => this.#choose(choice));
    if (summary.body.orders === 0 && summary.body.feedback.count === 0) return emptyView(words);
    return html`<div class="figures" aria-busy=${this.isReading}>
      ${keyFiguresView(keyFigures(summary.body, bodyOf(before), this.#wording), this.#wording)}
      ${this.missingFile ? html`<p class="alert red" role="alert">${icon('offline')}${words.noCsv}</p>` : nothing}
      ${this.charts === 'missing' ? noChartsView(words, () => void this.#loadCharts(loadChartsAgain())) : nothing}
      ${this.#blockViews(summary.body, choice)}
    </div>`;
  }

  #blockViews(summary: AnalyticsSummary, choice: Choice): readonly TemplateResult[] {
    const { words } = this.#wording;
    const acts = {
      toggle: (name: Block['name']) => this.#toggle(name),
      download: (name: Block['name']) => void this.#download(name, choice),
    };
    return blocksOf({
      figures: this.figures,
      summary,
      wording: this.#wording,
      tables: this.tables,
      charts: this.charts,
      session: this.session,
      onAgain: () => this.#choose(choice),
    }).map((block) => blockView(block, words, acts));
  }

  #wordingFor(timezone: string): Wording {
    const language = pageLanguage();
    return { words: insightsWordsIn(language), formats: formatsOf(regionOf(language), timezone) };
  }

  async #begin(): Promise<void> {
    this.failure = null;
    if (this.charts !== 'there') void this.#loadCharts(loadCharts());
    const answer = await this.session.ask<Restaurant>('GET', '/restaurant');
    if (!answer.ok) {
      this.failure = answer.problem === null ? 'unreached' : 'refused';
      return;
    }
    this.restaurant = answer.body;
    this.#wording = this.#wordingFor(answer.body.timezone);
    this.#choose(choiceIn(location.search, this.#today));
  }

  async #loadCharts(loading: Promise<ChartState>): Promise<void> {
    this.charts = await loading;
  }

  #pick(choice: Choice): void {
    history.pushState(null, '', addressOf(choice, location.search));
    this.#choose(choice);
  }

  #choose(choice: Choice): void {
    [this.choice, this.isReading, this.missingFile] = [choice, true, false];
    if (bodyOf(this.figures.summary) === null) [this.figures, this.#isOfBefore] = [{}, false];
    this.#reader ??= new FiguresReader(this.session, (figures, isWhole) => this.#read(figures, isWhole));
    void this.#reader.read(choice);
  }

  /** What was there stays, dimmed, until all of the new is: no two times are ever mixed. */
  #read(figures: ReadFigures, isWhole: boolean): void {
    if (isWhole || !this.#isOfBefore) this.figures = figures;
    this.isReading = !isWhole;
    this.#isOfBefore = isWhole;
  }

  #toggle(name: FigureName): void {
    const tables = new Set(this.tables);
    if (!tables.delete(name)) tables.add(name);
    this.tables = tables;
  }

  async #download(name: FigureName, choice: Choice): Promise<void> {
    this.missingFile = false;
    const file = await readCsv(this.session, name, choice);
    if ('body' in file) downloadFile(`${name}-${choice.from}-${choice.to}.csv`, file.body);
    else this.missingFile = true;
  }
}

const bodyOf = <Body>(reading: Reading<Body> | undefined): Body | null =>
  reading && 'body' in reading ? reading.body : null;

customElements.define('figures-page', FiguresPage);
