import './guide-paper.element.ts';

/** Lays the sheet beside the page, prints that alone, and takes it away. */
export function printGuide(): void {
  const paper = document.createElement('guide-paper');
  document.body.append(paper);
  addEventListener('afterprint', () => paper.remove(), { once: true });
  void paper.updateComplete.then(() => print());
}
