import type { Kitchen } from './kitchen.ts';

const closed = (hours: number): number[] => Array.from({ length: hours }, () => 0);
const evenWeek = [1, 1, 1, 1, 1, 1, 1];
const weekendWeek = [0.7, 0.7, 0.8, 0.9, 1.4, 1.5, 1];

const cafe: Kitchen = {
  name: 'cafe',
  title: 'small café, pickup',
  fulfilment: 'pickup',
  baseMinutes: 5,
  ordersPerDay: 220,
  hours: [...closed(7), 4, 9, 6, 4, 5, 8, 7, 4, 4, 4, 2, ...closed(6)],
  days: [1, 1, 1, 1.1, 1.2, 1.1, 0.6],
  pieces: 1.7,
  stations: { bar: { cooks: 3 }, toast: { cooks: 2 } },
  menu: [
    { station: 'bar', share: 6, minutes: 3, spread: 0.25 },
    { station: 'toast', share: 2, minutes: 3, spread: 0.25 },
  ],
  acceptMinutes: 0.5,
  packMinutes: 0.3,
  handoverMinutes: 4,
  changes: [
    {
      name: 'a new menu',
      order: 600,
      menu: [
        { station: 'bar', share: 5, minutes: 3, spread: 0.25 },
        { station: 'toast', share: 3, minutes: 3.5, spread: 0.25 },
      ],
    },
    { name: 'a rush', order: 1000, rush: { times: 1.5, orders: 300 } },
    { name: 'staff leaves', order: 1500, cooks: { bar: 2 } },
  ],
};

const pizzeria: Kitchen = {
  name: 'pizzeria',
  title: 'big pizzeria, delivery',
  fulfilment: 'delivery',
  baseMinutes: 10,
  ordersPerDay: 220,
  hours: [...closed(11), 4, 8, 5, 2, 2, 4, 9, 15, 16, 11, 6, 2, 0],
  days: weekendWeek,
  pieces: 2.6,
  stations: { oven: { cooks: 13 }, salad: { cooks: 5 } },
  menu: [
    { station: 'oven', share: 8, minutes: 6, spread: 0.2 },
    { station: 'salad', share: 2, minutes: 3, spread: 0.4 },
  ],
  acceptMinutes: 1.5,
  packMinutes: 1.5,
  handoverMinutes: 1,
  couriers: { drivers: 34, minutes: 11, spread: 0.35 },
  changes: [
    { name: 'staff leaves', order: 600, cooks: { oven: 11 } },
    {
      name: 'a new menu',
      order: 1000,
      menu: [
        { station: 'oven', share: 7, minutes: 6.5, spread: 0.25 },
        { station: 'salad', share: 3, minutes: 4, spread: 0.4 },
      ],
    },
    { name: 'a rush', order: 1500, rush: { times: 1.2, orders: 300 } },
  ],
};

const bistro: Kitchen = {
  name: 'bistro',
  title: 'bistro, dine-in',
  fulfilment: 'dine_in',
  baseMinutes: 15,
  ordersPerDay: 60,
  hours: [...closed(11), 4, 12, 10, 3, 0, 0, 4, 10, 14, 10, 4, 0, 0],
  days: weekendWeek,
  pieces: 3.2,
  stations: { grill: { cooks: 4 }, pans: { cooks: 3 }, cold: { cooks: 1 } },
  menu: [
    { station: 'grill', share: 4, minutes: 10, spread: 0.2 },
    { station: 'pans', share: 4, minutes: 7, spread: 0.2 },
    { station: 'cold', share: 2, minutes: 3, spread: 0.2 },
  ],
  acceptMinutes: 1,
  packMinutes: 1,
  handoverMinutes: 2,
  changes: [
    { name: 'a rush', order: 600, rush: { times: 1.3, orders: 300 } },
    { name: 'staff leaves', order: 1100, cooks: { grill: 3 } },
    {
      name: 'a new menu',
      order: 1500,
      menu: [
        { station: 'grill', share: 3, minutes: 12, spread: 0.25 },
        { station: 'pans', share: 4, minutes: 9, spread: 0.2 },
        { station: 'cold', share: 3, minutes: 3, spread: 0.2 },
      ],
    },
  ],
};

const diner: Kitchen = {
  name: 'diner',
  title: 'diner where much goes wrong, pickup',
  fulfilment: 'pickup',
  baseMinutes: 10,
  ordersPerDay: 85,
  hours: [...closed(9), 2, 4, 6, 10, 8, 4, 3, 4, 8, 10, 8, 4, 2, 0, 0],
  days: evenWeek,
  pieces: 2.2,
  stations: { grill: { cooks: 3 }, fryer: { cooks: 2 } },
  menu: [
    { station: 'grill', share: 5, minutes: 5, spread: 0.8 },
    { station: 'fryer', share: 4, minutes: 4, spread: 0.7 },
  ],
  acceptMinutes: 2,
  packMinutes: 1,
  mishap: { chance: 0.07, minutes: 6 },
  handoverMinutes: 5,
  changes: [
    { name: 'staff leaves', order: 600, cooks: { grill: 2 } },
    { name: 'a rush', order: 1000, rush: { times: 1.25, orders: 250 } },
    {
      name: 'a new menu',
      order: 1500,
      menu: [
        { station: 'grill', share: 4, minutes: 5, spread: 0.6 },
        { station: 'fryer', share: 5, minutes: 5, spread: 0.8 },
      ],
    },
  ],
};

const canteen: Kitchen = {
  name: 'canteen',
  title: 'canteen that whole offices order from, pickup',
  fulfilment: 'pickup',
  baseMinutes: 10,
  ordersPerDay: 105,
  hours: [...closed(8), 2, 3, 6, 14, 18, 12, 5, 3, 3, 4, 4, 2, ...closed(4)],
  days: [1.2, 1.3, 1.2, 1.2, 1, 0.3, 0.2],
  party: { chance: 0.08, orders: 7 },
  pieces: 1.7,
  stations: { line: { cooks: 4 }, fryer: { cooks: 2 } },
  menu: [
    { station: 'line', share: 7, minutes: 4, spread: 0.25 },
    { station: 'fryer', share: 3, minutes: 4, spread: 0.25 },
  ],
  acceptMinutes: 1,
  packMinutes: 0.5,
  handoverMinutes: 5,
  changes: [
    {
      name: 'a new menu',
      order: 600,
      menu: [
        { station: 'line', share: 6, minutes: 5, spread: 0.3 },
        { station: 'fryer', share: 4, minutes: 4.5, spread: 0.25 },
      ],
    },
    { name: 'staff leaves', order: 1000, cooks: { line: 3 } },
    { name: 'a rush', order: 1500, rush: { times: 1.2, orders: 250 } },
  ],
};

const smokehouse: Kitchen = {
  name: 'smokehouse',
  title: 'slow smokehouse, delivery',
  fulfilment: 'delivery',
  baseMinutes: 35,
  ordersPerDay: 25,
  hours: [...closed(15), 2, 5, 10, 14, 12, 6, 2, 0, 0],
  days: weekendWeek,
  pieces: 2.8,
  stations: { smoker: { cooks: 9 }, sides: { cooks: 3 } },
  menu: [
    { station: 'smoker', share: 7, minutes: 28, spread: 0.2 },
    { station: 'sides', share: 4, minutes: 8, spread: 0.3 },
  ],
  acceptMinutes: 3,
  packMinutes: 2,
  handoverMinutes: 2,
  couriers: { drivers: 8, minutes: 15, spread: 0.3 },
  changes: [
    { name: 'a rush', order: 600, rush: { times: 1.3, orders: 250 } },
    {
      name: 'a new menu',
      order: 1000,
      menu: [
        { station: 'smoker', share: 7, minutes: 32, spread: 0.2 },
        { station: 'sides', share: 4, minutes: 9, spread: 0.3 },
      ],
    },
    { name: 'staff leaves', order: 1500, cooks: { smoker: 8 } },
  ],
};

/** Six kitchens that have little in common but that each changes three times. */
export const kitchens: readonly Kitchen[] = [cafe, pizzeria, bistro, diner, canteen, smokehouse];
