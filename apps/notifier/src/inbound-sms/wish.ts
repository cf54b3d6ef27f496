/** What a customer who texts back may want. */
export type Wish = 'stop' | 'start' | 'help' | 'other';

/** The whole of a text, written without spaces, punctuation and accents. */
const wordsFor: Readonly<Record<Exclude<Wish, 'other'>, ReadonlySet<string>>> = {
  stop: new Set([
    'stop',
    'stopall',
    'unsubscribe',
    'cancel',
    'end',
    'quit',
    'revoke',
    'optout',
    'remove',
    'arret',
    'alto',
    'parar',
    'pare',
    'para',
    'baja',
    'darmedebaja',
    'dardebaja',
    'damedebaja',
    'cancelar',
    'anular',
    'detener',
    'detente',
    'fin',
    'salir',
    'terminar',
    'basta',
    'nomas',
  ]),
  start: new Set([
    'start',
    'unstop',
    'yes',
    'resume',
    'subscribe',
    'optin',
    'alta',
    'iniciar',
    'inicio',
    'empezar',
    'comenzar',
    'reanudar',
    'continuar',
    'si',
  ]),
  help: new Set(['help', 'info', 'ayuda', 'informacion']),
};

/** Who begins or ends a sentence with one of these wants no more texts, whatever else they say. */
const plain = new Set(['stop', 'stopall', 'unsubscribe', 'optout', 'baja', 'alto']);

const wishes = ['stop', 'start', 'help'] as const;

/**
 * Case, accents, spaces and punctuation make no difference. Where a text may be an opt-out it is taken for
 * one.
 * @param text as it was received
 * @param byProvider what the provider says that it is (`OptOutType`), if it says so
 */
export function wishOf(text: string, byProvider?: string): Wish {
  const answered = wishes.find((wish) => wish === byProvider?.toLowerCase());
  if (answered !== undefined) return answered;
  const words =
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const whole = words.join('');
  const edges = [words[0], words.at(-1), words.slice(0, 2).join('')];
  const isPlain = edges.some((word) => word !== undefined && plain.has(word));
  return wishes.find((wish) => wordsFor[wish].has(whole)) ?? (isPlain ? 'stop' : 'other');
}
