import type { AccountWords } from './en.ts';

export const fil: AccountWords = {
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
  sentTo: 'Ipinadala ito sa {address}. Wala pa? Tingnan din ang spam.',
  sendAgain: 'Ipadala ulit',
  sentAgain: 'Naipadala na ulit.',
  already: {
    title: 'Kumpirmado na ang address mo',
    lead: 'Wala ka nang gagawin dito. Mag-log in gamit ang password na pinili mo.',
  },
  toLogin: 'Mag-log in',
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
    confirmedLead:
      'Kung nakumpirma mo na ang address mo gamit ito, mag-log in. Kung hindi pa, magpadala ng isa pa: minsan lang gumagana ang bawat isa, at hindi magtatagal.',
    sendConfirmation: 'Ipadala ulit ang kumpirmasyon',
    sendReset: 'Padalhan ako ng bagong link',
  },
  wait: 'Sandali lang…',
};
