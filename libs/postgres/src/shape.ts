import { createHash } from 'node:crypto';

/** A text with `$1`, `$2`, … where its values are, and the name by which PostgreSQL keeps its plan. */
export interface Text {
  readonly text: string;
  readonly name: string;
}

/**
 * What all statements share that differ in nothing but their values: a text is written once for all of them,
 * since putting one together and hashing it takes longer than all else that is done here for a statement.
 */
export class Shape {
  readonly #nested: (WeakMap<Shape, Shape> | undefined)[] = [];
  #written: Text | undefined;

  /** @param strings as a tagged template has them: the same array each time that it is come by */
  static of(strings: readonly string[]): Shape {
    return shapes.get(strings) ?? added(shapes, strings);
  }

  /** This one with a piece in the place of a value. */
  with(place: number, piece: Shape): Shape {
    const pieces = (this.#nested[place] ??= new WeakMap<Shape, Shape>());
    return pieces.get(piece) ?? added(pieces, piece);
  }

  /** @param text makes it where it is not known yet */
  written(text: () => string): Text {
    return (this.#written ??= named(text()));
  }
}

const shapes = new WeakMap<readonly string[], Shape>();

function added<Key>(to: { set(key: Key, shape: Shape): unknown }, key: Key): Shape {
  const shape = new Shape();
  to.set(key, shape);
  return shape;
}

/** PostgreSQL cuts a name at 63 bytes. */
const named = (text: string): Text => ({
  text,
  name: createHash('sha256').update(text).digest('base64url').slice(0, 22),
});
