import type { DeliveryMinutes, EditPolicies, Pace } from '#libs/contracts';
import { asJson, Columns } from '#libs/postgres';

export interface RestaurantRow {
  readonly restaurantId: string;
  readonly name: string;
  readonly phone: string | null;
  readonly address: string | null;
  readonly timezone: string;
  readonly locale: string;
  readonly currency: string;
  /** From acceptance to ready for a small order on a quiet evening. */
  readonly basePreparationMinutes: number;
  /** How long its drivers take; null where it has not said. */
  readonly deliveryMinutes: DeliveryMinutes | null;
  /** Those that it has set; the usual ones hold beside them. */
  readonly policies: EditPolicies;
  /** How many orders its kitchen takes; null where nobody has said. */
  readonly pace: Pace | null;
  readonly lastOrderNumber: number;
}

/** A row as it lies there; its tables are read by whoever manages them alone. */
interface KeptRestaurant extends RestaurantRow {
  readonly tableLabels: readonly string[];
}

export const restaurantColumns = new Columns<KeptRestaurant>({
  restaurantId: 'restaurant_id',
  name: 'name',
  phone: 'phone',
  address: 'address',
  timezone: 'timezone',
  locale: 'locale',
  currency: 'currency',
  basePreparationMinutes: 'base_preparation_minutes',
  deliveryMinutes: asJson('delivery_minutes'),
  policies: asJson('policies'),
  pace: asJson('pace'),
  lastOrderNumber: 'last_order_number',
  tableLabels: 'table_labels',
});

/** Whatever is known of a restaurant, save its tables. */
export const profileColumns = restaurantColumns.without('tableLabels');
