interface ErrandWords {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly done: string;
  readonly next: string;
}

/** What the page says, in one language. */
export interface AccountWords {
  readonly confirm: ErrandWords;
  readonly reset: ErrandWords;
  readonly forgot: ErrandWords;
  readonly 'sign-up': ErrandWords;
  readonly name: string;
  readonly toOrders: string;
  readonly email: string;
  readonly password: string;
  readonly newPassword: string;
  readonly passwordRule: string;
  readonly whichPassword: string;
  readonly otherMail: string;
  readonly dead: {
    readonly title: string;
    readonly lead: string;
    readonly sendConfirmation: string;
    readonly sendReset: string;
  };
  readonly taken: string;
  readonly tooMany: string;
  readonly unreachable: string;
  readonly wait: string;
}

const english: AccountWords = {
  confirm: {
    title: 'Confirm your address',
    lead: 'One tap, and your account is ready.',
    action: 'Confirm my address',
    done: 'Your address is confirmed',
    next: 'You can log in now, with the password that you chose.',
  },
  reset: {
    title: 'Set a new password',
    lead: 'You will be logged out everywhere, and log in with the new one.',
    action: 'Set the password',
    done: 'Your new password is set',
    next: 'You are logged out everywhere. Log in with the new password.',
  },
  forgot: {
    title: 'Forgot your password?',
    lead: 'Tell us your address, and we send you a link to set a new one.',
    action: 'Send me a link',
    done: 'Look into your mailbox',
    next: 'If this address has a customer’s account, a mail is on its way. If you work at a restaurant, ask your manager for a new password.',
  },
  'sign-up': {
    title: 'Create your account',
    lead: 'Follow all your orders in one place, and look up what you ordered before.',
    action: 'Create my account',
    done: 'Look into your mailbox',
    next: 'A mail with a link is on its way: it confirms that the address is yours. After that you can log in.',
  },
  name: 'Your name',
  toOrders: 'See your orders',
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'New password',
  passwordRule:
    'At least 12 characters. Three or four words that do not belong together are easy to remember.',
  whichPassword:
    'Someone signed up with this address more than once. Type the password that you chose, so that we know which one was you.',
  otherMail: 'This is not the password of this sign-up. There may be another mail, with the link for yours.',
  dead: {
    title: 'This link does not work any more',
    lead: 'Each link works once, and not for long. Nothing is lost: have another one sent.',
    sendConfirmation: 'Send the confirmation again',
    sendReset: 'Send me a new link',
  },
  taken: 'This address has an account already. Log in with it, or set a new password.',
  tooMany: 'Too many tries. Wait a little, and try again.',
  unreachable: 'The server cannot be reached. Nothing was changed; try again in a moment.',
  wait: 'One moment…',
};

const spanish: AccountWords = {
  confirm: {
    title: 'Confirma tu dirección',
    lead: 'Un toque y tu cuenta estará lista.',
    action: 'Confirmar mi dirección',
    done: 'Tu dirección está confirmada',
    next: 'Ya puedes entrar con la contraseña que elegiste.',
  },
  reset: {
    title: 'Pon una contraseña nueva',
    lead: 'Se cerrará tu sesión en todas partes y entrarás con la nueva.',
    action: 'Guardar la contraseña',
    done: 'Tu contraseña nueva está guardada',
    next: 'Se ha cerrado tu sesión en todas partes. Entra con la contraseña nueva.',
  },
  forgot: {
    title: '¿Olvidaste tu contraseña?',
    lead: 'Dinos tu dirección y te enviamos un enlace para poner otra.',
    action: 'Envíame un enlace',
    done: 'Mira en tu buzón',
    next: 'Si esta dirección tiene una cuenta de cliente, hay un correo en camino. Si trabajas en un restaurante, pide una contraseña nueva a tu encargado.',
  },
  'sign-up': {
    title: 'Crea tu cuenta',
    lead: 'Sigue todos tus pedidos en un solo lugar y consulta lo que pediste antes.',
    action: 'Crear mi cuenta',
    done: 'Mira en tu buzón',
    next: 'Hay un correo en camino con un enlace que confirma que la dirección es tuya. Después podrás entrar.',
  },
  name: 'Tu nombre',
  toOrders: 'Ver tus pedidos',
  email: 'Correo electrónico',
  password: 'Contraseña',
  newPassword: 'Contraseña nueva',
  passwordRule:
    'Al menos 12 caracteres. Tres o cuatro palabras que no tengan que ver entre sí se recuerdan bien.',
  whichPassword:
    'Alguien se ha registrado más de una vez con esta dirección. Escribe la contraseña que elegiste, para saber cuál fuiste tú.',
  otherMail: 'Esta no es la contraseña de este registro. Puede haber otro correo, con el enlace del tuyo.',
  dead: {
    title: 'Este enlace ya no sirve',
    lead: 'Cada enlace sirve una vez y por poco tiempo. No se ha perdido nada: pide otro.',
    sendConfirmation: 'Enviar otra vez la confirmación',
    sendReset: 'Envíame otro enlace',
  },
  taken: 'Esta dirección ya tiene una cuenta. Entra con ella o pon una contraseña nueva.',
  tooMany: 'Demasiados intentos. Espera un poco y vuelve a probar.',
  unreachable: 'No se puede llegar al servidor. No ha cambiado nada; prueba otra vez en un momento.',
  wait: 'Un momento…',
};

const filipino: AccountWords = {
  confirm: {
    title: 'Kumpirmahin ang address mo',
    lead: 'Isang pindot, at handa na ang account mo.',
    action: 'Kumpirmahin ang address ko',
    done: 'Kumpirmado na ang address mo',
    next: 'Makakapag-log in ka na gamit ang password na pinili mo.',
  },
  reset: {
    title: 'Magtakda ng bagong password',
    lead: 'Mala-log out ka sa lahat, at magla-log in gamit ang bago.',
    action: 'Itakda ang password',
    done: 'Naitakda na ang bagong password mo',
    next: 'Naka-log out ka na sa lahat. Mag-log in gamit ang bagong password.',
  },
  forgot: {
    title: 'Nakalimutan ang password?',
    lead: 'Sabihin ang address mo, at padadalhan ka namin ng link para magtakda ng bago.',
    action: 'Padalhan ako ng link',
    done: 'Tingnan ang mailbox mo',
    next: 'Kung may account ng customer ang address na ito, may parating na e-mail. Kung nagtatrabaho ka sa restawran, humingi ng bagong password sa manager mo.',
  },
  'sign-up': {
    title: 'Gumawa ng account',
    lead: 'Sundan ang lahat ng order mo sa iisang lugar, at balikan ang mga dati.',
    action: 'Gawin ang account ko',
    done: 'Tingnan ang mailbox mo',
    next: 'May parating na e-mail na may link: kinukumpirma nito na sa iyo ang address. Pagkatapos noon, makakapag-log in ka na.',
  },
  name: 'Pangalan mo',
  toOrders: 'Tingnan ang mga order mo',
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'Bagong password',
  passwordRule:
    'Hindi bababa sa 12 karakter. Madaling tandaan ang tatlo o apat na salitang walang kinalaman sa isa’t isa.',
  whichPassword:
    'Higit sa isang beses may nag-sign up gamit ang address na ito. I-type ang password na pinili mo, para malaman namin kung alin ang sa iyo.',
  otherMail: 'Hindi ito ang password ng sign-up na ito. Baka may iba pang e-mail, na may link ng sa iyo.',
  dead: {
    title: 'Hindi na gumagana ang link na ito',
    lead: 'Isang beses lang gumagana ang bawat link, at hindi nagtatagal. Walang nawala: magpadala ng bago.',
    sendConfirmation: 'Ipadala ulit ang kumpirmasyon',
    sendReset: 'Padalhan ako ng bagong link',
  },
  taken: 'May account na ang address na ito. Mag-log in gamit ito, o magtakda ng bagong password.',
  tooMany: 'Masyadong maraming subok. Maghintay nang kaunti, at subukan ulit.',
  unreachable: 'Hindi maabot ang server. Walang nabago; subukan ulit maya-maya.',
  wait: 'Sandali lang…',
};

/** Tagalog is what some systems call Filipino. */
const catalogues: Readonly<Record<string, { readonly language: string; readonly words: AccountWords }>> = {
  en: { language: 'en', words: english },
  es: { language: 'es', words: spanish },
  fil: { language: 'fil', words: filipino },
  tl: { language: 'fil', words: filipino },
};

/** In the first of the reader's languages that we have. */
export function accountWords(languages: readonly string[]): {
  readonly language: string;
  readonly words: AccountWords;
} {
  const first = languages
    .map((tag) => catalogues[tag.split('-')[0] ?? ''])
    .find((speech) => speech !== undefined);
  return first ?? { language: 'en', words: english };
}
