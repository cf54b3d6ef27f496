import { describe, expect, it } from '@jest/globals';
import { segmentsOf } from './sms-segments.ts';

describe('a text is charged', () => {
  it.each([
    ['one segment for up to 160 characters of the GSM alphabet', 'a'.repeat(160), 1],
    ['two from the 161st on', 'a'.repeat(161), 2],
    ['two for up to 306, since each part carries a header', 'a'.repeat(306), 2],
    ['three from the 307th on', 'a'.repeat(307), 3],
    ['twice the place for a character of the extension table', '€'.repeat(81), 2],
    ['one segment for up to 70 characters as soon as one is not in the alphabet', `${'a'.repeat(69)}á`, 1],
    ['two from the 71st on', `${'a'.repeat(70)}á`, 2],
    ['two for up to 134', `${'a'.repeat(133)}á`, 2],
    ['three from the 135th on', `${'a'.repeat(134)}á`, 3],
    ['two places for an emoji', '🍜'.repeat(36), 2],
    ['a further part for an emoji that does not fit whole', `${'a'.repeat(66)}🍜${'a'.repeat(66)}`, 3],
  ])('%s', (_rule, text, segments) => expect(segmentsOf(text)).toBe(segments));
});
