import type { Words } from './catalogue.ts';

export const spanish: Words = {
  notified: {
    confirmed: {
      subject: 'Pedido {number} confirmado',
      sentence: '{restaurant} ha confirmado tu pedido.',
      text: 'el pedido {number} está confirmado.',
    },
    ready: {
      subject: 'El pedido {number} está listo',
      sentence: `{fulfilment, select,
        pickup {Listo. Acércate al mostrador con {display}.}
        dine_in {Listo. Va de camino a {hasTable, select, yes {la mesa {table}} other {tu mesa}}.}
        other {Empaquetado y esperando al repartidor.}}`,
      text: `{fulfilment, select,
        pickup {el pedido {number} está listo para recoger.}
        dine_in {el pedido {number} está listo y va de camino a {hasTable, select, yes {la mesa {table}} other {tu mesa}}.}
        other {el pedido {number} está empaquetado y espera al repartidor.}}`,
    },
    out_for_delivery: {
      subject: 'El pedido {number} va en camino',
      sentence: 'Tu pedido ya está con el repartidor y va en camino.',
      text: 'el pedido {number} va en camino.',
    },
    delivered: {
      subject: 'Pedido {number} entregado',
      sentence: 'Tu pedido ha sido entregado. Buen provecho.',
      text: 'el pedido {number} ha sido entregado. Buen provecho.',
    },
    served: {
      subject: 'Pedido {number} servido',
      sentence: 'Tu pedido está en la mesa. Buen provecho.',
      text: 'el pedido {number} está en tu mesa. Buen provecho.',
    },
    completed: {
      subject: 'Pedido {number} recogido',
      sentence: 'Has recogido tu pedido. Gracias y buen provecho.',
      text: 'el pedido {number} ha sido recogido. Gracias.',
    },
    cancelled: {
      subject: 'El pedido {number} se ha cancelado',
      sentence:
        'Tu pedido se ha cancelado{why}. No habrá más movimientos.{hasPhone, select, yes { Puedes llamar a {restaurant} al {phone}.} other {}}',
      text: 'el pedido {number} se ha cancelado{why}.',
    },
    rejected: {
      subject: 'No podemos atender el pedido {number}',
      sentence:
        '{restaurant} no puede atender este pedido{why}.{hasPhone, select, yes { Puedes llamar al {phone}.} other {}}',
      text: 'no podemos atender el pedido {number}{why}.',
    },
    delivery_failed: {
      subject: 'No se ha podido entregar el pedido {number}',
      sentence: 'El repartidor no ha podido entregar tu pedido{why}. {restaurant} lo está resolviendo.',
      text: 'el repartidor no ha podido entregar el pedido {number}{why}. Lo estamos resolviendo.',
    },
  },
  corrected: {
    confirmed: {
      subject: 'El pedido {number} aún no está confirmado',
      sentence: 'Aún no está confirmado: {restaurant} sigue revisando tu pedido. Perdona las idas y vueltas.',
      text: 'el pedido {number} aún no está confirmado. Perdona las idas y vueltas.',
    },
    ready: {
      subject: 'Al pedido {number} le falta un poco',
      sentence: 'Todavía no: la cocina está terminando tu pedido. Perdona las idas y vueltas.',
      text: 'todavía no, la cocina está terminando el pedido {number}. Perdona las idas y vueltas.',
    },
    out_for_delivery: {
      subject: 'El pedido {number} aún no ha salido',
      sentence: 'Aún no ha salido: tu pedido sigue en el restaurante. Perdona las idas y vueltas.',
      text: 'el pedido {number} aún no ha salido. Perdona las idas y vueltas.',
    },
    delivered: {
      subject: 'El pedido {number} aún no está entregado',
      sentence: 'Aún no está entregado: tu pedido sigue en camino. Perdona las idas y vueltas.',
      text: 'el pedido {number} aún no está entregado, sigue en camino. Perdona las idas y vueltas.',
    },
    served: {
      subject: 'El pedido {number} aún no está en tu mesa',
      sentence: 'Aún no está en tu mesa: tu pedido va de camino. Perdona las idas y vueltas.',
      text: 'el pedido {number} aún no está en tu mesa. Perdona las idas y vueltas.',
    },
    completed: {
      subject: 'El pedido {number} te sigue esperando',
      sentence:
        'Marcamos tu pedido como recogido antes de tiempo: te sigue esperando. Perdona las idas y vueltas.',
      text: 'el pedido {number} te sigue esperando. Perdona las idas y vueltas.',
    },
    cancelled: {
      subject: 'El pedido {number} sigue adelante',
      sentence: 'Tu pedido no se cancela: {restaurant} sigue adelante con él. Perdona las idas y vueltas.',
      text: 'el pedido {number} no se cancela, sigue adelante. Perdona las idas y vueltas.',
    },
    rejected: {
      subject: 'Volvemos a revisar el pedido {number}',
      sentence:
        'Tu pedido no está rechazado: {restaurant} lo está revisando otra vez. Perdona las idas y vueltas.',
      text: 'el pedido {number} no está rechazado, lo revisamos otra vez. Perdona las idas y vueltas.',
    },
    delivery_failed: {
      subject: 'El pedido {number} sigue con el repartidor',
      sentence: 'Tu pedido sigue con el repartidor. Perdona las idas y vueltas.',
      text: 'el pedido {number} sigue con el repartidor. Perdona las idas y vueltas.',
    },
  },
  reasons: {
    customer: 'a petición tuya',
    no_response: 'el restaurante no respondió a tiempo',
    sold_out: 'agotado',
    too_busy: 'la cocina no da abasto',
    closed: 'estamos cerrados',
    no_show: 'no se ha recogido',
    no_answer: 'nadie respondió',
    wrong_address: 'no se encontró la dirección',
    payment: 'un problema con el pago',
    mistake: 'error nuestro',
    remake: 'hay que prepararlo otra vez',
    ingredient: 'falta un ingrediente',
    staff: 'falta de personal',
    traffic: 'tráfico',
    busy: 'mucho trabajo en cocina',
    other: null,
  },
  estimate: {
    ready: {
      around: 'Debería estar listo hacia las {range}.',
      aroundOn: 'Debería estar listo el {day}, hacia las {range}.',
      by: 'Debería estar listo antes de las {time}.',
      byOn: 'Debería estar listo el {day}, antes de las {time}.',
    },
    arrival: {
      around: 'Debería llegar a tu puerta hacia las {range}.',
      aroundOn: 'Debería llegar a tu puerta el {day}, hacia las {range}.',
      by: 'Debería llegar a tu puerta antes de las {time}.',
      byOn: 'Debería llegar a tu puerta el {day}, antes de las {time}.',
    },
    past: 'Lo sentimos, está tardando más de lo previsto.{hasPhone, select, yes { Puedes llamar al {phone}.} other {}}',
  },
  track: 'Sigue tu pedido',
  view: 'Ver tu pedido',
  order: 'Pedido {number}',
  called: 'Tu número: {display}',
  total: 'Total',
  adjustments: {
    discount: 'Descuento',
    delivery: 'Envío',
    service: 'Servicio',
    packaging: 'Embalaje',
    tax: 'Impuestos',
    tip: 'Propina',
    other: 'Otros',
  },
  payment: `{status, select,
    paid {{method, select, cash {Pagado en efectivo} card {Pagado con tarjeta} online {Pagado en línea} other {Pagado}}}
    refunded {Reembolsado}
    part_refunded {Reembolsado en parte}
    other {{method, select, cash {Por pagar en efectivo} card {Por pagar con tarjeta} online {Por pagar en línea} other {Por pagar}}}}`,
  unavailable: 'no disponible',
  note: 'Nota de {restaurant}: {notes}',
  ownNote: 'Tu nota: {notes}',
  receipt: {
    of: 'Recibo, {day}',
    placed: 'Pedido hecho: {time}',
    ended: '{moment, select, delivered {Entregado} served {Servido} other {Recogido}}: {time}',
  },
  salutation: 'Hola, {name}:',
  questions: '¿Dudas? Llama a {restaurant} al {phone}.',
  help: `{hasName, select, yes {{restaurant}: estos} other {Estos}} mensajes te dicen dónde está tu pedido.{hasPhone, select, yes { ¿Dudas? Llama al {phone}.} other {}} Envía STOP para no recibir más, START para volver a recibirlos.`,
  week: {
    orders: 'Pedidos',
    onTime: 'A tiempo',
    median: 'Hasta que lo tuvo el cliente (mediana)',
    rating: 'Valoración',
    week: 'La semana pasada',
    before: 'La anterior',
    minutes: '{minutes} min',
  },
  accountEmails: {
    weekly_report: {
      subject: '{restaurant}: tu semana, {week}',
      sentence: 'Así fue tu semana, {week}.',
      action: 'Ver todas las cifras',
      note: 'Lo recibes cada lunes, como administrador. En los ajustes de tu restaurante se elige si se envía.',
    },
    confirm_sign_up: {
      subject: 'Confirma tu correo para {restaurant}',
      sentence: 'Confirma tu dirección y tu cuenta estará lista.',
      action: 'Confirmar mi dirección',
      note: 'El enlace sirve una sola vez, durante {hours} horas. ¿No te has registrado? No hagas nada: sin confirmación no habrá cuenta.',
    },
    already_registered: {
      subject: 'Ya tienes una cuenta',
      sentence: 'Alguien se ha registrado con tu dirección, pero ya tienes una cuenta.',
      action: 'He olvidado mi contraseña',
      note: 'No ha cambiado nada: entra con la contraseña que tienes o pon otra. ¿No has sido tú? No hagas nada.',
    },
    reset_password: {
      subject: 'Pon una contraseña nueva',
      sentence: 'Has pedido una contraseña nueva. Ponla aquí.',
      action: 'Poner una contraseña nueva',
      note: 'El enlace sirve una sola vez, durante {minutes} minutos, y cierra tu sesión en todas partes. ¿No la has pedido? No hagas nada: tu contraseña sigue igual.',
    },
  },
};
