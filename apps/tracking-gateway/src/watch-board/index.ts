export { RestaurantRooms } from './restaurant-rooms.ts';
export { WatchBoardModule } from './watch-board.module.ts';
