import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { EnterTableController } from './enter-table/enter-table.controller.ts';
import { EnterTableHandler } from './enter-table/enter-table.handler.ts';
import { ManageTablesController } from './manage-tables/manage-tables.controller.ts';
import { ManageTablesHandler } from './manage-tables/manage-tables.handler.ts';
import { ShareLinkController } from './share-link/share-link.controller.ts';
import { ShareLinkHandler } from './share-link/share-link.handler.ts';
import { TableCodes } from './tables/table-codes.ts';

/** How guests come to an order: by its link, or by the code on their table. */
@Module({
  imports: [IdentityModule],
  controllers: [EnterTableController, ManageTablesController, ShareLinkController],
  providers: [EnterTableHandler, ManageTablesHandler, ShareLinkHandler, TableCodes],
})
export class TrackingLinksModule {}
