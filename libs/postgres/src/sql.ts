import { Shape, type Text } from './shape.ts';

/**
 * A piece of SQL with values in place, made by `sql`. Given to the driver, it is a prepared statement: its
 * name is that of its text, so that the same text is planned once for each connection.
 */
export class Sql {
  // Not `#`: the driver asks an object that has this one as its prototype.
  private written: (Text & { readonly values: unknown[] }) | undefined;

  /**
   * @param strings one more than there are parts; the same array for the same text, as it is looked up by it
   * @param parts values, and pieces of SQL among them
   */
  constructor(
    private readonly strings: readonly string[],
    private readonly parts: readonly unknown[],
  ) {}

  /** With `$1`, `$2`, … where the values are. */
  get text(): string {
    return this.write().text;
  }

  get values(): unknown[] {
    return this.write().values;
  }

  get name(): string {
    return this.write().name;
  }

  private write(): Text & { readonly values: unknown[] } {
    if (this.written === undefined) {
      const values: unknown[] = [];
      const { text, name } = this.collect(values).written(() => this.into({ values: 0 }));
      this.written = { text, name, values };
    }
    return this.written;
  }

  private collect(values: unknown[]): Shape {
    let shape = Shape.of(this.strings);
    for (let place = 0; place < this.parts.length; place += 1) {
      const part = this.parts[place];
      if (part instanceof Sql) shape = shape.with(place, part.collect(values));
      else values.push(part);
    }
    return shape;
  }

  private into(count: { values: number }): string {
    const pieces = this.parts.map((part, index) => {
      const piece = part instanceof Sql ? part.into(count) : `$${String((count.values += 1))}`;
      return `${piece}${this.strings[index + 1] ?? ''}`;
    });
    return `${this.strings[0] ?? ''}${pieces.join('')}`;
  }
}

/**
 * SQL as SQL: sql`SELECT name FROM passline.accounts WHERE account_id = ${accountId}`. What stands in `${}`
 * is a value, never text, unless it is itself SQL: a piece made by `sql`, `raw` or a table's `columns`.
 */
export const sql = (strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql =>
  new Sql(strings, parts);

/** Text that is written as it is: a name, or a condition of our own. Never what someone sent. */
export function raw(text: string): Sql {
  const known = raws.get(text) ?? new Sql([text], []);
  raws.set(text, known);
  return known;
}

/** Texts are few: each is written in the code. */
const raws = new Map<string, Sql>();

/** Nothing at all, where a piece is left out. */
export const nothing = raw('');

/** Pieces one after another, with commas between. */
export const list = (pieces: readonly Sql[]): Sql =>
  pieces.length === 0 ? nothing : new Sql(commas(pieces.length), pieces);

/** What stands before, between and after so many parts of a list. */
export function commas(parts: number): readonly string[] {
  return (allCommas[parts] ??= ['', ...Array.from({ length: parts - 1 }, () => ', '), '']);
}

const allCommas: (readonly string[] | undefined)[] = [];
