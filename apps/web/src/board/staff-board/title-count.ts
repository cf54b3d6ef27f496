/** How many call for attention, where a tab or the home screen shows it. */
export class TitleCount {
  readonly #title = document.title;
  #count = 0;

  show(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    document.title = count === 0 ? this.#title : `(${count}) ${this.#title}`;
    // Where the browser has no badge, or does not let this page show one, the title says it.
    if ('setAppBadge' in navigator) void navigator.setAppBadge(count).catch(() => undefined);
  }
}
