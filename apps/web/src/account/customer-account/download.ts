/** A browser reads the file some time after the click, some only once the reader has said where to put it. */
const READ_WITHIN_MS = 60_000;

export const downloadJson = (name: string, content: object): void =>
  downloadFile(name, new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));

/** Hands a file over to the browser's downloads. */
export function downloadFile(name: string, file: Blob): void {
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), READ_WITHIN_MS);
}
