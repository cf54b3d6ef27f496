import * as z from 'zod';

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

/** Origins parted by commas or blanks, as browsers write them: no path, no slash at the end. */
export const originsSchema = z
  .string()
  .transform((list) =>
    list
      .split(/[\s,]+/)
      .filter((origin) => origin !== '')
      .map((origin) => origin.toLowerCase()),
  )
  .refine(
    (origins) => origins.every(isOrigin),
    'must be origins parted by commas, such as "https://order.example.com"',
  );
