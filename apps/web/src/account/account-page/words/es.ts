import type { AccountWords } from './en.ts';

export const es: AccountWords = {
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
  sentTo: 'Va a {address}. ¿No llega? Mira también en el correo no deseado.',
  sendAgain: 'Enviarlo otra vez',
  sentAgain: 'Enviado otra vez.',
  already: {
    title: 'Tu dirección ya está confirmada',
    lead: 'Aquí no queda nada por hacer. Entra con la contraseña que elegiste.',
  },
  toLogin: 'Entrar',
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
    confirmedLead:
      'Si ya confirmaste tu dirección con él, entra. Si no, pide que te enviemos otro: cada uno sirve una vez y por poco tiempo.',
    sendConfirmation: 'Enviar otra vez la confirmación',
    sendReset: 'Envíame otro enlace',
  },
  wait: 'Un momento…',
};
