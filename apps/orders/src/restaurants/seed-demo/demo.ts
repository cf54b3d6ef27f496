import { Role } from '#libs/status-machine';

/** Ids that never change, so that a second start finds what the first one made. */
export const demoRestaurants = [
  {
    restaurantId: '0190a000-0000-7000-8000-000000000001',
    name: 'Mabuhay Kitchen',
    phone: '+63285551234',
    address: '12 Rizal Street, Makati',
    timezone: 'Asia/Manila',
    locale: 'en-PH',
    currency: 'PHP',
    basePreparationMinutes: 20,
    deliveryMinutes: { from: 10, to: 25 },
  },
  {
    restaurantId: '0190a000-0000-7000-8000-000000000002',
    name: 'La Rival',
    phone: '+525555551234',
    address: 'Calle Madero 5, Ciudad de México',
    timezone: 'America/Mexico_City',
    locale: 'es-MX',
    currency: 'MXN',
    basePreparationMinutes: 25,
    deliveryMinutes: { from: 15, to: 30 },
  },
] as const;

const [mabuhay, rival] = demoRestaurants;

/** All with one password: `DEMO_PASSWORD`, or one that is made up. */
export const demoAccounts = [
  {
    accountId: '0190a000-0000-7000-8000-000000000101',
    username: 'admin@demo.test',
    name: 'Ana Admin',
    role: Role.Admin,
    restaurantId: mabuhay.restaurantId,
  },
  {
    accountId: '0190a000-0000-7000-8000-000000000102',
    username: 'manager@demo.test',
    name: 'Mario Manager',
    role: Role.Manager,
    restaurantId: mabuhay.restaurantId,
  },
  {
    accountId: '0190a000-0000-7000-8000-000000000103',
    username: 'cashier@demo.test',
    name: 'Carla Cashier',
    role: Role.Cashier,
    restaurantId: mabuhay.restaurantId,
  },
  {
    accountId: '0190a000-0000-7000-8000-000000000104',
    username: 'kitchen@demo.test',
    name: 'Kiko Kitchen',
    role: Role.Kitchen,
    restaurantId: mabuhay.restaurantId,
  },
  {
    accountId: '0190a000-0000-7000-8000-000000000105',
    username: 'courier@demo.test',
    name: 'Coco Courier',
    role: Role.Courier,
    restaurantId: mabuhay.restaurantId,
  },
  {
    accountId: '0190a000-0000-7000-8000-000000000106',
    username: 'customer@demo.test',
    name: 'Cris Customer',
    role: Role.Customer,
    restaurantId: mabuhay.restaurantId,
  },
  {
    accountId: '0190a000-0000-7000-8000-000000000107',
    username: 'other-customer@demo.test',
    name: 'Olga Other',
    role: Role.Customer,
    restaurantId: mabuhay.restaurantId,
  },
  {
    accountId: '0190a000-0000-7000-8000-000000000108',
    username: 'manager@rival.test',
    name: 'Rita Rival',
    role: Role.Manager,
    restaurantId: rival.restaurantId,
  },
] as const;
