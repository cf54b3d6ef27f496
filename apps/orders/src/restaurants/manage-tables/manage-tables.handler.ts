import { Injectable } from '@nestjs/common';
import type { Staff, TableList } from '#libs/contracts';
import { sql } from '#libs/postgres';
import { Database } from '../../platform/index.ts';
import { TableCodes } from '../tables/table-codes.ts';
import { tableKey } from '../tables/table-label.ts';

interface Tables {
  readonly table_labels: readonly string[];
  readonly table_generation: number;
}

/** Which tables a restaurant has. A table that is not in the list has a code all the same. */
@Injectable()
export class ManageTablesHandler {
  constructor(
    private readonly database: Database,
    private readonly codes: TableCodes,
  ) {}

  async list({ restaurant_id }: Pick<Staff, 'restaurant_id'>): Promise<TableList> {
    const [found] = await this.database.ofRestaurant<Tables>(
      restaurant_id,
      sql`SELECT table_labels, table_generation FROM passline.restaurants
        WHERE restaurant_id = ${restaurant_id}`,
    );
    const { table_labels = [], table_generation = 1 } = found ?? {};
    return {
      tables: table_labels.map((label) => ({
        label,
        entry_url: this.codes.url(restaurant_id, label, table_generation),
      })),
    };
  }

  async set(labels: readonly string[], caller: Staff): Promise<TableList> {
    const byKey = Map.groupBy(labels, tableKey);
    const kept = [...byKey.values()].flatMap(([first = '']) => first);
    await this.database.ofRestaurant(
      caller.restaurant_id,
      sql`UPDATE passline.restaurants SET table_labels = ${kept}
        WHERE restaurant_id = ${caller.restaurant_id}`,
    );
    return this.list(caller);
  }
}
