import type { Language } from '../../ui/page-language/page-language.ts';

/** What a customer's own account says, in one language. */
export interface CustomerAccountWords {
  readonly title: string;
  readonly name: string;
  readonly saveName: string;
  readonly nameSaved: string;
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly passwordRule: string;
  readonly savePassword: string;
  readonly passwordSaved: string;
  readonly wrongPassword: string;
  readonly export: string;
  readonly exportLead: string;
  readonly exported: string;
  readonly erase: string;
  readonly eraseLead: string;
  readonly question: string;
  readonly consequences: string;
  readonly yes: string;
  readonly no: string;
}

const english: CustomerAccountWords = {
  title: 'Your account',
  name: 'Your name',
  saveName: 'Save the name',
  nameSaved: 'Your name is saved.',
  oldPassword: 'Current password',
  newPassword: 'New password',
  passwordRule: 'At least 12 characters. On your other devices you will have to log in again.',
  savePassword: 'Change the password',
  passwordSaved: 'Your new password is set.',
  wrongPassword: 'This is not your current password. Nothing was changed.',
  export: 'Download my data',
  exportLead: 'All that is kept of you and your orders, in one file.',
  exported: 'Your data is in your downloads.',
  erase: 'Delete my account',
  eraseLead: 'Your name, address, contacts and notes are erased for good.',
  question: 'Delete your account?',
  consequences:
    'Your name, contacts and notes are erased everywhere, and you can’t log in any more. Orders that are under way go on, but you will not be told of them. This can’t be taken back.',
  yes: 'Yes, delete it all',
  no: 'Keep my account',
};

const spanish: CustomerAccountWords = {
  title: 'Tu cuenta',
  name: 'Tu nombre',
  saveName: 'Guardar el nombre',
  nameSaved: 'Tu nombre está guardado.',
  oldPassword: 'Contraseña actual',
  newPassword: 'Contraseña nueva',
  passwordRule: 'Al menos 12 caracteres. En tus otros dispositivos tendrás que entrar otra vez.',
  savePassword: 'Cambiar la contraseña',
  passwordSaved: 'Tu contraseña nueva está guardada.',
  wrongPassword: 'Esta no es tu contraseña actual. No ha cambiado nada.',
  export: 'Descargar mis datos',
  exportLead: 'Todo lo que guardamos de ti y de tus pedidos, en un archivo.',
  exported: 'Tus datos están en tus descargas.',
  erase: 'Eliminar mi cuenta',
  eraseLead: 'Tu nombre, dirección, contactos y notas se borran para siempre.',
  question: '¿Eliminar tu cuenta?',
  consequences:
    'Tu nombre, contactos y notas se borran en todas partes y ya no podrás entrar. Los pedidos en marcha siguen, pero no te avisaremos de ellos. No se puede deshacer.',
  yes: 'Sí, eliminarlo todo',
  no: 'Conservar mi cuenta',
};

const filipino: CustomerAccountWords = {
  title: 'Ang account mo',
  name: 'Pangalan mo',
  saveName: 'I-save ang pangalan',
  nameSaved: 'Na-save na ang pangalan mo.',
  oldPassword: 'Kasalukuyang password',
  newPassword: 'Bagong password',
  passwordRule: 'Hindi bababa sa 12 karakter. Kailangan mong mag-log in ulit sa iba mong device.',
  savePassword: 'Palitan ang password',
  passwordSaved: 'Napalitan na ang password mo.',
  wrongPassword: 'Hindi ito ang kasalukuyan mong password. Walang nabago.',
  export: 'I-download ang data ko',
  exportLead: 'Lahat ng nakatago tungkol sa iyo at sa mga order mo, sa isang file.',
  exported: 'Nasa mga download mo na ang data mo.',
  erase: 'Burahin ang account ko',
  eraseLead: 'Buburahin nang tuluyan ang pangalan, address, contact at mga bilin mo.',
  question: 'Burahin ang account mo?',
  consequences:
    'Buburahin saanman ang pangalan, contact at mga bilin mo, at hindi ka na makakapag-log in. Tuloy ang mga order na ginagawa pa, pero hindi ka na aabisuhan. Hindi na ito mababawi.',
  yes: 'Oo, burahin lahat',
  no: 'Panatilihin ang account ko',
};

export const customerAccountWords: Readonly<Record<Language, CustomerAccountWords>> = {
  en: english,
  es: spanish,
  fil: filipino,
};
