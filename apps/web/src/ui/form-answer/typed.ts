type Field = HTMLInputElement | HTMLTextAreaElement;

const said = (field: Field): string =>
  field.type === 'checkbox' ? String((field as HTMLInputElement).checked) : field.value;

/** What somebody has typed into a form, and not saved yet: nothing that is read meanwhile takes its place. */
export class Typed {
  readonly #values = new Map<string, string>();

  /** Of the form's `input` events. */
  readonly note = ({ target }: Event): void => {
    const field = target as Field;
    this.#values.set(field.name, said(field));
  };

  /** What a field shows. @param known as it was read last */
  over(name: string, known: string): string {
    return this.#values.get(name) ?? known;
  }

  /** What is sent now. @returns is called once it is saved: what was typed since stays */
  sending(): () => void {
    const sent = new Map(this.#values);
    return () => {
      for (const [name, value] of sent) if (this.#values.get(name) === value) this.#values.delete(name);
    };
  }
}
