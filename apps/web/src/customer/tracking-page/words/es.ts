import type { PageWords } from './en.ts';

export const es: PageWords = {
  yourOrder: 'Tu pedido',
  call: 'Llamar al restaurante',
  farewell: 'Buen provecho. Hasta pronto en {restaurant}.',
  staysOpen: 'Deja abierta esta página: sigue tu pedido por sí sola.',
  language: 'Idioma',
  noLink: {
    title: 'Abre el enlace de tu mensaje',
    lead: 'Esta página muestra un pedido. El enlace de tu SMS o correo, o el código de tu recibo, lleva directamente a él.',
  },
  dead: {
    title: 'Este enlace ya no sirve',
    lead: 'Los enlaces de seguimiento terminan un día después del pedido, y cuando el restaurante crea uno nuevo. A tu pedido no le afecta. Si todavía lo esperas, llama al restaurante.',
  },
  awaited: { title: 'Buscando tu pedido…', lead: 'Si lo acabas de hacer, aparecerá aquí en un momento.' },
  unreachable: {
    title: 'Ahora no hay conexión',
    lead: 'Este pedido aún no se ha abierto en este dispositivo, así que todavía no hay nada que mostrar. A tu pedido no le afecta, y esta página lo sigue intentando por sí sola.',
    again: 'Probar otra vez',
    trying: 'Probando…',
    still: 'Sigue sin haber conexión.',
  },
  home: {
    add: 'Añadir a la pantalla de inicio',
    hint: 'El icono abre el último pedido que seguiste.',
    byHand: 'Para tener este pedido a mano, toca Compartir y luego «Añadir a pantalla de inicio».',
  },
};
