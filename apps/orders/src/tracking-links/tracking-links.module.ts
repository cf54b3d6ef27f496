import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { RestaurantsModule } from '../restaurants/index.ts';
import { EnterTableController } from './enter-table/enter-table.controller.ts';
import { EnterTableHandler } from './enter-table/enter-table.handler.ts';
import { ShareLinkController } from './share-link/share-link.controller.ts';
import { ShareLinkHandler } from './share-link/share-link.handler.ts';

/** How guests come to an order: by its link, or by the code on their table. */
@Module({
  imports: [IdentityModule, RestaurantsModule],
  controllers: [EnterTableController, ShareLinkController],
  providers: [EnterTableHandler, ShareLinkHandler],
})
export class TrackingLinksModule {}
