export { FollowOrderModule } from './follow-order.module.ts';
export { OrderRooms } from './order-rooms.ts';
