import type { Language } from '../../ui/page-language/page-language.ts';

interface NotFoundWords {
  readonly title: string;
  readonly lead: string;
  readonly toOrders: string;
}

export const notFoundWords: Readonly<Record<Language, NotFoundWords>> = {
  en: {
    title: 'There is no page here',
    lead: 'The address may have been cut off or mistyped. The link in your message leads straight to your order, which is not affected.',
    toOrders: 'See your orders',
  },
  es: {
    title: 'Aquí no hay ninguna página',
    lead: 'Puede que la dirección esté cortada o mal escrita. El enlace de tu mensaje lleva directamente a tu pedido, al que esto no le afecta.',
    toOrders: 'Ver tus pedidos',
  },
  fil: {
    title: 'Walang page dito',
    lead: 'Baka naputol o mali ang address. Diretsong papunta sa order mo ang link sa mensahe mo, at hindi ito apektado.',
    toOrders: 'Tingnan ang mga order mo',
  },
};
