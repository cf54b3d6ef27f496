/** What the page says, in one language. */
export interface AccountWords {
  readonly confirm: { readonly title: string; readonly lead: string; readonly action: string; readonly done: string; readonly next: string };
  readonly reset: { readonly title: string; readonly lead: string; readonly action: string; readonly done: string; readonly next: string };
  readonly forgot: { readonly title: string; readonly lead: string; readonly action: string; readonly done: string; readonly next: string };
  readonly email: string;
  readonly password: string;
  readonly newPassword: string;
  readonly passwordRule: string;
  readonly whichPassword: string;
  readonly otherMail: string;
  readonly dead: { readonly title: string; readonly lead: string; readonly sendConfirmation: string; readonly sendReset: string };
  readonly taken: string;
  readonly tooMany: string;
  readonly unreachable: string;
  readonly wait: string;
}

const english: AccountWords = {
  confirm: {
    title: 'Confirm your address', lead: 'One tap, and your account is ready.', action: 'Confirm my address',
    done: 'Your address is confirmed', next: 'You can log in now, with the password that you chose.',
  },
  reset: {
    title: 'Set a new password', lead: 'You will be logged out everywhere, and log in with the new one.', action: 'Set the password',
    done: 'Your new password is set', next: 'You are logged out everywhere. Log in with the new password.',
  },
  forgot: {
    title: 'Forgot your password?', lead: 'Tell us your address, and we send you a link to set a new one.', action: 'Send me a link',
    done: 'Look into your mailbox', next: 'If this address has a customer’s account, a mail is on its way. If you work at a restaurant, ask your manager for a new password.',
  },
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'New password',
  passwordRule: 'At least 12 characters. Three or four words that do not belong together are easy to remember.',
  whichPassword: 'Someone signed up with this address more than once. Type the password that you chose, so that we know which one was you.',
  otherMail: 'This is not the password of this sign-up. There may be another mail, with the link for yours.',
  dead: {
    title: 'This link does not work any more', lead: 'Each link works once, and not for long. Nothing is lost: have another one sent.', sendConfirmation: 'Send the confirmation again', sendReset: 'Send me a new link',
  },
  taken: 'This address has an account already. Log in with it, or set a new password.',
  tooMany: 'Too many tries. Wait a little, and try again.',
  unreachable: 'The server cannot be reached. Nothing was changed; try again in a moment.',
  wait: 'One moment…',
};

const spanish: AccountWords = {
  confirm: {
    title: 'Confirma tu dirección', lead: 'Un toque y tu cuenta estará lista.', action: 'Confirmar mi dirección',
    done: 'Tu dirección está confirmada', next: 'Ya puedes entrar con la contraseña que elegiste.',
  },
  reset: {
    title: 'Pon una contraseña nueva', lead: 'Se cerrará tu sesión en todas partes y entrarás con la nueva.', action: 'Guardar la contraseña',
    done: 'Tu contraseña nueva está guardada', next: 'Se ha cerrado tu sesión en todas partes. Entra con la contraseña nueva.',
  },
  forgot: {
    title: '¿Olvidaste tu contraseña?', lead: 'Dinos tu dirección y te enviamos un enlace para poner otra.', action: 'Envíame un enlace',
    done: 'Mira en tu buzón', next: 'Si esta dirección tiene una cuenta de cliente, hay un correo en camino. Si trabajas en un restaurante, pide una contraseña nueva a tu encargado.',
  },
  email: 'Correo electrónico',
  password: 'Contraseña',
  newPassword: 'Contraseña nueva',
  passwordRule: 'Al menos 12 caracteres. Tres o cuatro palabras que no tengan que ver entre sí se recuerdan bien.',
  whichPassword: 'Alguien se ha registrado más de una vez con esta dirección. Escribe la contraseña que elegiste, para saber cuál fuiste tú.',
  otherMail: 'Esta no es la contraseña de este registro. Puede haber otro correo, con el enlace del tuyo.',
  dead: {
    title: 'Este enlace ya no sirve', lead: 'Cada enlace sirve una vez y por poco tiempo. No se ha perdido nada: pide otro.', sendConfirmation: 'Enviar otra vez la confirmación', sendReset: 'Envíame otro enlace',
  },
  taken: 'Esta dirección ya tiene una cuenta. Entra con ella o pon una contraseña nueva.',
  tooMany: 'Demasiados intentos. Espera un poco y vuelve a probar.',
  unreachable: 'No se puede llegar al servidor. No ha cambiado nada; prueba otra vez en un momento.',
  wait: 'Un momento…',
};

/** In the first of the reader's languages that we have. */
export function accountWords(languages: readonly string[]): { readonly language: string; readonly words: AccountWords } {
  const first = languages.map((tag) => tag.split('-')[0]).find((language) => language === 'en' || language === 'es');
  return first === 'es' ? { language: 'es', words: spanish } : { language: 'en', words: english };
}
