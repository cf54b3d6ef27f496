import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { narrowPhone, sidewaysScroll } from '../support/browser.ts';
import { smallTargets, violations } from '../support/accessibility.ts';
import { eventually } from '../support/eventually.ts';
import { CustomerWorld, ramen } from './customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await CustomerWorld.open();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.begin());
afterEach(() => world.end());

const htmlLanguage = (): Promise<string> => world.page.evaluate<string>('document.documentElement.lang');

/** What each language says: the tracker, the page beside it, its title, a dead link. */
const said = {
  en: {
    locale: 'en-GB',
    texts: [
      'Your food is being cooked.',
      'Call the restaurant',
      'Your order',
      'Total',
      'Keep this page open',
    ],
    title: 'Cooking · Mabuhay Kitchen',
    dead: 'This link no longer works',
    none: 'Open the link from your message',
  },
  es: {
    locale: 'es-MX',
    texts: ['Tu comida se está cocinando.', 'Llamar al restaurante', 'Tu pedido', 'Deja abierta esta página'],
    title: 'Cocinándose · Mabuhay Kitchen',
    dead: 'Este enlace ya no sirve',
    none: 'Abre el enlace de tu mensaje',
  },
  fil: {
    locale: 'fil-PH',
    texts: [
      'Niluluto na ang pagkain mo.',
      'Tawagan ang restawran',
      'Ang order mo',
      'Kabuuan',
      'Hayaang bukas ang page na ito',
    ],
    title: 'Niluluto · Mabuhay Kitchen',
    dead: 'Hindi na gumagana ang link na ito',
    none: 'Buksan ang link sa mensahe mo',
  },
} as const;
const languages = Object.keys(said) as (keyof typeof said)[];

describe('the tracking page speaks', () => {
  it.each(languages)('the reader’s language, in every part: %s', async (language) => {
    const { locale, texts, title, dead, none } = said[language];
    await world.follow(ramen(), { locale });
    for (const text of texts) await world.says(text);
    expect([await htmlLanguage(), await world.page.title()]).toEqual([language, title]);
    world.server.orders.clear();
    await world.page.reload();
    await world.says(dead);
    expect(await world.page.title()).toBe(dead);
    await world.page.goto('about:blank');
    await world.page.goto(`${world.origin}/t`);
    await world.says(none);
  });

  it.each(languages)('the reader’s language aloud, when the page is opened again: %s', async (language) => {
    const { locale, texts } = said[language];
    await world.follow(ramen(), { locale });
    await world.page.reload();
    const aloud = world.page.locator('order-status-tracker [aria-live]');
    await eventually(async () => (await aloud.textContent()) !== '', 'the order to be said aloud');
    expect(await aloud.textContent()).toBe(texts[0]);
  });

  it('English to those whose language it does not have', async () => {
    await world.visit('', { locale: 'ja-JP' });
    await world.says(said.en.none);
    expect(await htmlLanguage()).toBe('en');
  });

  it('the language of the link, and goes on with it', async () => {
    const order = world.server.add(ramen());
    await world.visit(`?lang=es-MX&utm_source=mail#${order.token}`);
    await world.says(said.es.texts[0]);
    expect(await world.page.evaluate('location.href')).toBe(`${world.origin}/t#${order.token}`);
    await world.page.reload();
    await world.says(said.es.texts[1]);
  });

  it('the one that is chosen, at once and from then on', async () => {
    await world.follow(ramen());
    const filipino = world.page.getByRole('button', { name: 'Filipino' });
    await filipino.focus();
    await world.page.keyboard.press('Enter');
    for (const text of said.fil.texts) await world.says(text);
    expect([
      await htmlLanguage(),
      await filipino.getAttribute('aria-pressed'),
      await world.page.title(),
    ]).toEqual(['fil', 'true', said.fil.title]);
    await world.page.reload();
    await world.says(said.fil.texts[0]);
    await world.page.goto(`${world.origin}/orders`);
    await world.says('Mag-log in para sa mga order mo');
    expect(await htmlLanguage()).toBe('fil');
  });

  it('the same language on the page that a table’s code opens', async () => {
    await world.visit('', { locale: 'fil-PH' });
    await world.page.goto(`${world.origin}/table#x`);
    await world.says('Hindi maabot ang restawran');
    expect(await htmlLanguage()).toBe('fil');
  });

  it.each(
    languages.flatMap((language) => (['light', 'dark'] as const).map((theme) => [language, theme] as const)),
  )(
    'without breaking a rule of accessibility or the width of a small phone (%s, %s)',
    async (language, colorScheme) => {
      await world.follow(ramen(), { locale: said[language].locale, colorScheme, viewport: narrowPhone });
      expect([
        await violations(world.page),
        await smallTargets(world.page),
        await sidewaysScroll(world.page),
        world.complaints,
      ]).toEqual([[], [], 0, []]);
    },
  );
});
