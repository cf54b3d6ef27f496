import type { Language } from '../../ui/page-language/page-language.ts';
import type { Outcome } from './send-feedback.ts';

/** What is asked and answered in one language. `{count}` stands for the stars. */
export interface FeedbackWords {
  readonly question: string;
  readonly one: string;
  readonly many: string;
  readonly comment: string;
  readonly send: string;
  readonly sending: string;
  readonly thanks: string;
  readonly given: string;
  readonly change: string;
  readonly refusals: Readonly<Record<Exclude<Outcome, 'given'>, string>>;
}

const english: FeedbackWords = {
  question: 'Was everything right?',
  one: '1 star of 5',
  many: '{count} stars of 5',
  comment: 'Anything you’d like to tell us? (optional)',
  send: 'Send',
  sending: 'Sending…',
  thanks: 'Thank you for telling us.',
  given: 'You gave {count} of 5 stars.',
  change: 'Change it',
  refusals: {
    late: 'It’s too late to send this for this order, and nothing was changed. If something is still wrong, call the restaurant.',
    refused: 'This can’t be sent from here any more, and nothing was changed. Your order is not affected.',
    failed: 'It couldn’t be sent just now. What you chose is still here; try again in a moment.',
  },
};

const spanish: FeedbackWords = {
  question: '¿Ha ido todo bien?',
  one: '1 estrella de 5',
  many: '{count} estrellas de 5',
  comment: '¿Quieres contarnos algo? (opcional)',
  send: 'Enviar',
  sending: 'Enviando…',
  thanks: 'Gracias por contárnoslo.',
  given: 'Has dado {count} de 5 estrellas.',
  change: 'Cambiar',
  refusals: {
    late: 'Ya es tarde para enviarlo con este pedido, y no se ha cambiado nada. Si algo sigue mal, llama al restaurante.',
    refused: 'Ya no se puede enviar desde aquí, y no se ha cambiado nada. A tu pedido no le afecta.',
    failed: 'Ahora no se ha podido enviar. Lo que has elegido sigue aquí; prueba otra vez en un momento.',
  },
};

const filipino: FeedbackWords = {
  question: 'Ayos ba ang lahat?',
  one: '1 bituin sa 5',
  many: '{count} bituin sa 5',
  comment: 'May gusto ka bang sabihin sa amin? (opsyonal)',
  send: 'Ipadala',
  sending: 'Ipinapadala…',
  thanks: 'Salamat sa pagsasabi sa amin.',
  given: 'Nagbigay ka ng {count} sa 5 bituin.',
  change: 'Baguhin',
  refusals: {
    late: 'Huli na para ipadala ito sa order na ito, at walang nabago. Kung may mali pa rin, tawagan ang restawran.',
    refused: 'Hindi na ito maipapadala mula rito, at walang nabago. Hindi apektado ang order mo.',
    failed: 'Hindi ito naipadala ngayon. Narito pa ang pinili mo; subukan ulit maya-maya.',
  },
};

export const feedbackWords: Readonly<Record<Language, FeedbackWords>> = {
  en: english,
  es: spanish,
  fil: filipino,
};
