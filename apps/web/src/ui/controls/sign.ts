import { drawing } from '#libs/tracker';
import type { TemplateResult } from 'lit';
import {
  ArrowRight,
  Bell,
  BellOff,
  BookOpen,
  Copy,
  Ellipsis,
  History,
  Hourglass,
  Keyboard,
  ListChecks,
  LogOut,
  Menu,
  MessageSquareText,
  MonitorSmartphone,
  Pencil,
  Plus,
  Printer,
  Search,
  StickyNote,
  Store,
  Users,
  X,
} from 'lucide';

/** What a board needs beside the pictures of the tracker, of the same set. */
const signs = {
  bell: Bell,
  silent: BellOff,
  search: Search,
  plus: Plus,
  menu: Menu,
  more: Ellipsis,
  close: X,
  print: Printer,
  keys: Keyboard,
  guide: BookOpen,
  people: Users,
  device: MonitorSmartphone,
  shop: Store,
  leave: LogOut,
  note: StickyNote,
  copy: Copy,
  several: ListChecks,
  said: MessageSquareText,
  waiting: Hourglass,
  onward: ArrowRight,
  finished: History,
  amended: Pencil,
} as const;

export type SignName = keyof typeof signs;

/** A decorative picture of 1.25 em: the word beside it, or the button's name, says the same. */
export const sign = (name: SignName): TemplateResult => drawing(signs[name]);
