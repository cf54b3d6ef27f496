import type { Language } from '../page-language/page-language.ts';

/** What the page says, in one language. */
export interface TableWords {
  readonly looking: string;
  readonly nothing: { readonly title: string; readonly lead: string };
  readonly dead: { readonly title: string; readonly lead: string };
  readonly unreachable: { readonly title: string; readonly lead: string };
  readonly again: string;
}

const en: TableWords = {
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
};

const es: TableWords = {
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
};

const fil: TableWords = {
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
};

const catalogues: Readonly<Record<Language, TableWords>> = { en, es, fil };

export const tableWordsIn = (language: Language): TableWords => catalogues[language];
