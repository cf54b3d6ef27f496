import type { PageWords } from './en.ts';

export const fil: PageWords = {
  yourOrder: 'Ang order mo',
  call: 'Tawagan ang restawran',
  farewell: 'Masarap na kain! Hanggang sa muli sa {restaurant}.',
  staysOpen: 'Hayaang bukas ang page na ito: kusa nitong sinusundan ang order mo.',
  language: 'Wika',
  noLink: {
    title: 'Buksan ang link sa mensahe mo',
    lead: 'Isang order ang ipinapakita ng page na ito. Diretso kang dadalhin doon ng link sa text o e‑mail mo, o ng code sa resibo mo.',
  },
  dead: {
    title: 'Hindi na gumagana ang link na ito',
    lead: 'Natatapos ang mga tracking link isang araw pagkatapos ng order, at kapag gumawa ng bago ang restawran. Hindi apektado ang order mo. Kung hinihintay mo pa ito, tawagan ang restawran.',
  },
  awaited: {
    title: 'Hinahanap ang order mo…',
    lead: 'Kung ngayon lang ito na-order, lalabas ito rito maya-maya.',
  },
  unreachable: {
    title: 'Hindi makakonekta ngayon',
    lead: 'Hindi pa nabubuksan ang order na ito sa device na ito, kaya wala pang maipapakita. Hindi apektado ang order mo, at kusang sumusubok muli ang page na ito.',
    again: 'Subukan ulit',
    trying: 'Sinusubukan…',
    still: 'Wala pa ring koneksyon.',
  },
  home: {
    add: 'Idagdag sa home screen',
    hint: 'Binubuksan ng icon ang huling order na sinundan mo.',
    byHand: 'Para madaling balikan ang order na ito, i-tap ang Share, tapos ang “Add to Home Screen”.',
  },
};
