import type { Role } from './role.ts';
import { Status, statuses } from './status.ts';

const kitchenSteps: readonly Status[] = [Status.Confirmed, Status.Preparing, Status.Cooking, Status.Ready];
/** What happens by itself, where the restaurant's policies say so. */
const systemSteps: readonly Status[] = [Status.Pending, Status.Confirmed, Status.Rejected, Status.Completed];
const courierSteps: readonly Status[] = [Status.OutForDelivery, Status.Delivered, Status.DeliveryFailed];

const stepsByRole: Readonly<Record<Role, readonly Status[]>> = {
  admin: statuses,
  manager: statuses,
  cashier: statuses,
  device: statuses,
  kitchen: kitchenSteps,
  courier: courierSteps,
  customer: [Status.Cancelled],
  system: systemSteps,
};

/** The steps that are this role's, in the order in which work flows. */
export const stepsOfRole = (role: Role): readonly Status[] => stepsByRole[role];

/**
 * Whether the role may ever move an order to that status. When it may do so is the machine's business:
 * a customer's `cancelled` is theirs, yet only while the order is `pending`.
 */
export const mayMove = ({ role, to }: { readonly role: Role; readonly to: Status }): boolean =>
  stepsOfRole(role).includes(to);
