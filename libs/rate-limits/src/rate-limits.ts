import * as z from 'zod';

/** How much is let through: so many a second on average, and so many at once after a pause. */
export interface Limit {
  readonly perSecond: number;
  readonly burst: number;
}

/** The limits as they are unless `RATE_LIMITS` says otherwise. */
const defaults = {
  /** HTTP requests from one address. */
  address: { perSecond: 1_000, burst: 2_000 },
  /** HTTP requests by one person's account. */
  account: { perSecond: 300, burst: 900 },
  /** HTTP requests by one POS device. */
  device: { perSecond: 300, burst: 900 },
  /** HTTP requests by all who hold one tracking link. */
  link: { perSecond: 50, burst: 300 },
  /** HTTP requests by all people and devices of one restaurant. */
  restaurant: { perSecond: 1_500, burst: 3_000 },
  /** Requests from one address that have a password hashed, which costs as much as a hundred others. */
  passwords: { perSecond: 5, burst: 200 },
  /** Requests from one address for a new token. */
  tokens: { perSecond: 20, burst: 200 },
  /** Connections that one address opens, and namespaces that it enters. */
  handshakes: { perSecond: 400, burst: 4_000 },
  /** Messages of one socket. */
  messages: { perSecond: 200, burst: 400 },
  /** Connections of one address at a time: not a rate, `burst` alone counts. */
  sockets: { perSecond: 0, burst: 2_000 },
  /** Sockets that follow one order at a time: not a rate either. */
  followers: { perSecond: 0, burst: 2_000 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof defaults;
/** Null where there are none. */
export type RateLimits = Readonly<Record<LimitName, Limit>> | null;

const wrong = `must be on, off, or limits parted by commas, such as "account=500,sockets=5000"; they are ${Object.keys(defaults).join(', ')}`;
const entryShape = /^([a-z]+)=([1-9]\d{0,6})$/;

/** `on`, `off`, or other numbers for some: `account=500,sockets=5000`. A rate's burst goes with it. */
export const rateLimitsSchema = z
  .string()
  .default('on')
  .transform((text, context): RateLimits => {
    if (/^(off|false|0|no)$/i.test(text)) return null;
    if (/^(on|true|1|yes)$/i.test(text)) return defaults;
    const changed = text.split(',').map((entry) => entryShape.exec(entry.trim()));
    const known = changed.flatMap((match) =>
      match !== null && Object.hasOwn(defaults, match[1] ?? '')
        ? [[match[1] as LimitName, Number(match[2])] as const]
        : [],
    );
    if (known.length < changed.length) context.addIssue({ code: 'custom', message: wrong });
    return {
      ...defaults,
      ...Object.fromEntries(known.map(([name, number]) => [name, scaled(defaults[name], number)])),
    };
  });

const scaled = ({ perSecond, burst }: Limit, number: number): Limit =>
  perSecond === 0
    ? { perSecond, burst: number }
    : { perSecond: number, burst: Math.ceil((burst * number) / perSecond) };
