import { describe, expect, it } from '@jest/globals';
import { NoteDrafts } from './note-drafts.ts';

describe('notes that were typed', () => {
  it('are kept for their order until they are sent or taken away', () => {
    let changes = 0;
    const drafts = new NoteDrafts(() => (changes += 1));
    drafts.put('1', { notes: 'Two minutes' });
    drafts.put('1', { internalNotes: 'regular' });
    expect([drafts.of('1'), drafts.has('2')]).toEqual([
      { notes: 'Two minutes', internalNotes: 'regular' },
      false,
    ]);
    drafts.put('1', { notes: '' });
    expect(drafts.has('1')).toBe(true);
    drafts.put('1', { internalNotes: '' });
    expect([drafts.has('1'), drafts.of('1'), changes]).toEqual([false, { notes: '', internalNotes: '' }, 4]);
  });

  it('come back from a step that was not taken, beside what was typed since', () => {
    const drafts = new NoteDrafts(() => undefined);
    drafts.giveBack('1', { notes: 'Two minutes', internalNotes: '' });
    expect(drafts.of('1')).toEqual({ notes: 'Two minutes', internalNotes: '' });
    drafts.put('1', { internalNotes: 'regular' });
    drafts.giveBack('1', { notes: 'Two minutes', internalNotes: 'no nuts' });
    expect(drafts.of('1')).toEqual({ notes: 'Two minutes', internalNotes: 'no nuts\nregular' });
    drafts.giveBack('2', { notes: '', internalNotes: '' });
    expect(drafts.has('2')).toBe(false);
  });

  it.each([
    [0, 500, true],
    [0, 501, false],
    [4, 495, true],
    [4, 496, false],
    [500, 1, false],
  ])('keep within the room that a note has: %i typed and %i returned', (typed, returned, fits) => {
    const drafts = new NoteDrafts(() => undefined);
    const [since, before] = ['s'.repeat(typed), 'b'.repeat(returned)];
    drafts.put('1', { notes: since, internalNotes: since });
    const left = drafts.giveBack('1', { notes: before, internalNotes: before });
    const [kept, told] = fits ? [[before, since].filter(Boolean).join('\n'), ''] : [since, before];
    expect([drafts.of('1'), left]).toEqual([
      { notes: kept, internalNotes: kept },
      { notes: told, internalNotes: told },
    ]);
  });
});
