import { describe, expect, it } from '@jest/globals';
import { Typed } from './typed.ts';

const input = (name: string, value: string): Event => ({ target: { name, value } }) as unknown as Event;

describe('what was typed into a form', () => {
  it('stands over what is read, until it is saved', () => {
    const typed = new Typed();
    expect(typed.over('name', 'Kusina')).toBe('Kusina');
    typed.note(input('name', 'Kusina 2'));
    expect(typed.over('name', 'by a colleague')).toBe('Kusina 2');
    typed.sending()();
    expect(typed.over('name', 'Kusina 2, cleaned')).toBe('Kusina 2, cleaned');
  });

  it('stays where it was typed while something else was on its way', () => {
    const typed = new Typed();
    typed.note(input('name', 'Kusina 2'));
    typed.note(input('phone', '1'));
    const saved = typed.sending();
    typed.note(input('name', 'Kusina 22'));
    saved();
    expect([typed.over('name', ''), typed.over('phone', '')]).toEqual(['Kusina 22', '']);
  });

  it('is whether a box is ticked', () => {
    const typed = new Typed();
    typed.note({
      target: { name: 'report', type: 'checkbox', checked: false, value: 'on' },
    } as unknown as Event);
    expect(typed.over('report', 'true')).toBe('false');
  });
});
