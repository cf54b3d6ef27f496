const notAscii = /[^\0-\x7f]/g;

/**
 * The same program in ASCII: V8 keeps a source that has a single letter beyond Latin-1 with two bytes for
 * each of its letters, for as long as the program runs. An escape means the same in strings, templates,
 * regular expressions and names, save behind a backslash and in what a tag reads of a template as it is
 * written.
 * @throws RangeError where an escape would mean something else
 */
export function inAscii(code: string): string {
  const unsafe = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]|String\.raw`[^`]*[^`\0-\x7f]/.exec(code);
  if (unsafe !== null)
    throw new RangeError(`${JSON.stringify(around(code, unsafe.index))} cannot be written in ASCII`);
  return code.replace(notAscii, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const around = (code: string, index: number): string => code.slice(Math.max(0, index - 40), index + 40);
