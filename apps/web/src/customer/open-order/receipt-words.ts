import type { Adjustment, Payment } from '#libs/contracts';
import type { Language } from '../../ui/page-language/page-language.ts';

/** What a receipt says in one language. `{method}` stands for how it was, or is to be, paid. */
export interface ReceiptWords {
  readonly receipt: string;
  readonly total: string;
  readonly unavailable: string;
  readonly allergens: string;
  readonly notes: string;
  readonly adjustments: Readonly<Record<Adjustment['kind'], string>>;
  readonly payment: Readonly<Record<Payment['status'], string>>;
  readonly paymentBy: Readonly<Record<Payment['status'], string>>;
  readonly methods: Readonly<Record<Exclude<NonNullable<Payment['method']>, 'other'>, string>>;
}

const english: ReceiptWords = {
  receipt: 'Receipt',
  total: 'Total',
  unavailable: 'not available',
  allergens: 'Contains {names}',
  notes: 'Your note',
  adjustments: {
    discount: 'Discount',
    delivery: 'Delivery',
    service: 'Service',
    packaging: 'Packaging',
    tax: 'Tax',
    tip: 'Tip',
    other: 'Other',
  },
  payment: { unpaid: 'To be paid', paid: 'Paid', refunded: 'Refunded', part_refunded: 'Partly refunded' },
  paymentBy: {
    unpaid: 'To be paid {method}',
    paid: 'Paid {method}',
    refunded: 'Refunded (was paid {method})',
    part_refunded: 'Partly refunded (was paid {method})',
  },
  methods: { cash: 'in cash', card: 'by card', online: 'online' },
};

const spanish: ReceiptWords = {
  receipt: 'Recibo',
  total: 'Total',
  unavailable: 'no disponible',
  allergens: 'Contiene {names}',
  notes: 'Tu nota',
  adjustments: {
    discount: 'Descuento',
    delivery: 'Envío',
    service: 'Servicio',
    packaging: 'Embalaje',
    tax: 'Impuestos',
    tip: 'Propina',
    other: 'Otros',
  },
  payment: {
    unpaid: 'Por pagar',
    paid: 'Pagado',
    refunded: 'Reembolsado',
    part_refunded: 'Reembolsado en parte',
  },
  paymentBy: {
    unpaid: 'Por pagar {method}',
    paid: 'Pagado {method}',
    refunded: 'Reembolsado (se pagó {method})',
    part_refunded: 'Reembolsado en parte (se pagó {method})',
  },
  methods: { cash: 'en efectivo', card: 'con tarjeta', online: 'en línea' },
};

const filipino: ReceiptWords = {
  receipt: 'Resibo',
  total: 'Kabuuan',
  unavailable: 'wala na',
  allergens: 'May {names}',
  notes: 'Ang bilin mo',
  adjustments: {
    discount: 'Diskuwento',
    delivery: 'Paghahatid',
    service: 'Serbisyo',
    packaging: 'Balot',
    tax: 'Buwis',
    tip: 'Tip',
    other: 'Iba pa',
  },
  payment: {
    unpaid: 'Babayaran pa',
    paid: 'Bayad na',
    refunded: 'Naibalik ang bayad',
    part_refunded: 'Naibalik ang bahagi ng bayad',
  },
  paymentBy: {
    unpaid: 'Babayaran pa {method}',
    paid: 'Bayad na {method}',
    refunded: 'Naibalik ang bayad (binayaran {method})',
    part_refunded: 'Naibalik ang bahagi ng bayad (binayaran {method})',
  },
  methods: { cash: 'nang cash', card: 'gamit ang card', online: 'online' },
};

export const receiptWords: Readonly<Record<Language, ReceiptWords>> = {
  en: english,
  es: spanish,
  fil: filipino,
};
