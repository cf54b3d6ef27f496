import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { downloadJson } from './download.ts';

interface FakeLink {
  href: string;
  download: string;
  readonly click: () => void;
}

let clicked: (readonly [string, string])[];
beforeEach(() => {
  clicked = [];
  jest.useFakeTimers();
  const createElement = (): FakeLink => ({
    href: '',
    download: '',
    click() {
      clicked.push([this.href, this.download]);
    },
  });
  Object.assign(globalThis, { document: { createElement } });
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  Reflect.deleteProperty(globalThis, 'document');
});

it('a download can be read for a while after the click, and is let go then', () => {
  const revoke = jest.spyOn(URL, 'revokeObjectURL');
  downloadJson('mine.json', { all: 'of it' });
  const [[href, name] = ['', '']] = clicked;
  jest.advanceTimersByTime(10_000);
  expect([href.startsWith('blob:'), name, revoke.mock.calls]).toEqual([true, 'mine.json', []]);
  jest.advanceTimersByTime(60_000);
  expect(revoke.mock.calls).toEqual([[href]]);
});
