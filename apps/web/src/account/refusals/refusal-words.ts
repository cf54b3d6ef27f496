import type { Language } from '../../ui/page-language/page-language.ts';

/** Why something about an account was not done, in one language. */
export interface RefusalWords {
  readonly address: string;
  readonly name: string;
  readonly password: string;
  readonly taken: string;
  readonly over: string;
  readonly tooMany: string;
  readonly failed: string;
  /** No answer at all, so that nobody knows. */
  readonly unanswered: string;
}

export const refusalWords: Readonly<Record<Language, RefusalWords>> = {
  en: {
    address: 'No mail can be sent to this address. Look whether something is missing in it.',
    name: 'Write your name in 1 to 200 characters.',
    password:
      'Choose another password: 12 to 1,000 characters, and neither your e-mail address nor the one that you have.',
    taken: 'This address has an account already. Log in with it, or set a new password.',
    over: 'You are not logged in any more, and nothing was changed. Log out, and log in again.',
    tooMany: 'Too many tries. Wait a little, and try again.',
    failed: 'The server cannot do this just now. Nothing is lost; try again in a moment.',
    unanswered: 'The server gave no answer, so this may not be done yet. Try again in a moment.',
  },
  es: {
    address: 'A esta dirección no se puede enviar ningún correo. Mira si le falta algo.',
    name: 'Escribe tu nombre con entre 1 y 200 caracteres.',
    password: 'Elige otra contraseña: de 12 a 1000 caracteres, y que no sea tu correo ni la que ya tienes.',
    taken: 'Esta dirección ya tiene una cuenta. Entra con ella o pon una contraseña nueva.',
    over: 'Tu sesión ya no está abierta y no ha cambiado nada. Sal y vuelve a entrar.',
    tooMany: 'Demasiados intentos. Espera un poco y vuelve a probar.',
    failed: 'El servidor no puede hacerlo ahora mismo. No se ha perdido nada; prueba otra vez en un momento.',
    unanswered:
      'El servidor no ha respondido, así que puede que aún no esté hecho. Prueba otra vez en un momento.',
  },
  fil: {
    address: 'Hindi mapapadalhan ng e-mail ang address na ito. Tingnan kung may kulang.',
    name: 'Isulat ang pangalan mo gamit ang 1 hanggang 200 karakter.',
    password:
      'Pumili ng ibang password: 12 hanggang 1,000 karakter, at hindi ang e-mail address mo o ang password mo ngayon.',
    taken: 'May account na ang address na ito. Mag-log in gamit ito, o magtakda ng bagong password.',
    over: 'Hindi ka na naka-log in, at walang nabago. Mag-log out, at mag-log in ulit.',
    tooMany: 'Masyadong maraming subok. Maghintay nang kaunti, at subukan ulit.',
    failed: 'Hindi ito magawa ng server ngayon. Walang nawala; subukan ulit maya-maya.',
    unanswered: 'Walang sagot ang server, kaya baka hindi pa ito nagagawa. Subukan ulit maya-maya.',
  },
};
