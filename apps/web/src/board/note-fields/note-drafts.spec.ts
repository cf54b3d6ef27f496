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
    drafts.giveBack('1', { notes: 'x'.repeat(495), internalNotes: '' });
    expect(drafts.of('1').notes).toBe('Two minutes');
    drafts.giveBack('2', { notes: '', internalNotes: '' });
    expect(drafts.has('2')).toBe(false);
  });
});
