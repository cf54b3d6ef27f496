import type { TemplateResult } from 'lit';
import {
  CalendarClock,
  ClipboardList,
  CodeXml,
  Link,
  Mail,
  Phone,
  Share,
  Smartphone,
  SquareKanban,
  Undo2,
  WifiOff,
} from 'lucide';
import { drawing } from './drawing.ts';
import { trackerIcons } from './tracker-icons.ts';

/** One set for tracker, pages and board: Lucide. */
const icons = {
  ...trackerIcons,
  scheduled: CalendarClock,
  pending: ClipboardList,
  phone: Phone,
  undo: Undo2,
  link: Link,
  board: SquareKanban,
  mail: Mail,
  code: CodeXml,
  share: Share,
  home: Smartphone,
  offline: WifiOff,
} as const;

export type IconName = keyof typeof icons;

const isIcon = (name: string): name is IconName => name in icons;

/** A decorative picture of 1.25 em: the word beside it says the same. A status that has none gets a clock. */
export function icon(name: string): TemplateResult {
  return drawing(icons[isIcon(name) ? name : 'clock']);
}
