import type { TemplateResult } from 'lit';
import {
  Ban,
  Bell,
  Bike,
  Check,
  ChefHat,
  CircleCheck,
  CircleX,
  Clock,
  ConciergeBell,
  CookingPot,
  RefreshCw,
  ShoppingBag,
  Smile,
  TriangleAlert,
  Utensils,
} from 'lucide';
import { pathOf, picture } from './picture.ts';

/**
 * Of the Lucide set, without rectangles: one for each status but those that wait for their time, which get
 * the clock, and what the tracker's own buttons need.
 */
export const trackerIcons = {
  confirmed: CircleCheck,
  preparing: ChefHat,
  cooking: CookingPot,
  ready: ConciergeBell,
  out_for_delivery: Bike,
  delivered: ShoppingBag,
  served: Utensils,
  completed: Smile,
  cancelled: Ban,
  rejected: CircleX,
  delivery_failed: TriangleAlert,
  check: Check,
  refresh: RefreshCw,
  bell: Bell,
  clock: Clock,
} as const;

/** A status that has none gets a clock. */
export function trackerIcon(name: string): TemplateResult {
  const icon = (trackerIcons as Partial<Record<string, typeof Clock>>)[name] ?? Clock;
  return picture(icon.map(pathOf));
}
