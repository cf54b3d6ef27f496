/** A browser reads the file some time after the click, some only once the reader has said where to put it. */
const READ_WITHIN_MS = 60_000;

/** Hands a file over to the browser's downloads. */
export function downloadJson(name: string, content: object): void {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' });
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), READ_WITHIN_MS);
}
