import type { Language } from '../../ui/page-language/page-language.ts';

/** What the page says, in one language. */
export interface TableWords {
  readonly title: string;
  readonly looking: string;
  readonly nothing: { readonly title: string; readonly lead: string };
  readonly dead: { readonly title: string; readonly lead: string };
  readonly unreachable: { readonly title: string; readonly lead: string };
  readonly again: string;
  /** `order` stands before what the order is called. */
  readonly several: { readonly title: string; readonly lead: string; readonly order: string };
}

const en: TableWords = {
  title: 'Your table',
  looking: 'Looking for your order…',
  nothing: {
    title: 'Nothing is on its way to this table',
    lead: 'Order first; as soon as the restaurant has taken it down, you can follow it here until it is served.',
  },
  dead: {
    title: 'This code does not work any more',
    lead: 'Ask the people who work here: there is a new one.',
  },
  unreachable: {
    title: 'The restaurant cannot be reached',
    lead: 'Your order is not affected. Try again in a moment.',
  },
  again: 'Look again',
  several: {
    title: 'Which order is yours?',
    lead: 'More than one is on its way to this table. The number is on your receipt.',
    order: 'Order',
  },
};

const es: TableWords = {
  title: 'Tu mesa',
  looking: 'Buscando tu pedido…',
  nothing: {
    title: 'No hay nada en camino a esta mesa',
    lead: 'Pide primero; en cuanto el restaurante lo anote, podrás seguirlo aquí hasta que esté servido.',
  },
  dead: { title: 'Este código ya no sirve', lead: 'Pregunta a quien atiende: hay uno nuevo.' },
  unreachable: {
    title: 'No se puede llegar al restaurante',
    lead: 'Tu pedido sigue su curso. Prueba otra vez en un momento.',
  },
  again: 'Buscar otra vez',
  several: {
    title: '¿Cuál es tu pedido?',
    lead: 'Hay más de uno en camino a esta mesa. El número está en tu recibo.',
    order: 'Pedido',
  },
};

const fil: TableWords = {
  title: 'Ang mesa mo',
  looking: 'Hinahanap ang order mo…',
  nothing: {
    title: 'Walang paparating sa mesang ito',
    lead: 'Umorder muna; kapag naitala na ito ng restawran, masusundan mo ito rito hanggang maihain.',
  },
  dead: {
    title: 'Hindi na gumagana ang code na ito',
    lead: 'Magtanong sa mga nagtatrabaho rito: may bago na.',
  },
  unreachable: {
    title: 'Hindi maabot ang restawran',
    lead: 'Hindi apektado ang order mo. Subukan ulit maya-maya.',
  },
  again: 'Hanapin ulit',
  several: {
    title: 'Alin ang order mo?',
    lead: 'Higit sa isa ang paparating sa mesang ito. Nasa resibo mo ang numero.',
    order: 'Order',
  },
};

const catalogues: Readonly<Record<Language, TableWords>> = { en, es, fil };

export const tableWordsIn = (language: Language): TableWords => catalogues[language];
