import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ofNamedRestaurants } from '#libs/postgres';
import { NarrowRole } from '../../row-level-security/row-level-security.ts';

/** New orders of several restaurants are written together, too, by the role that writes their changes. */
export class PlacingsTogether1765061000000 implements MigrationInterface {
  readonly name = 'PlacingsTogether1765061000000';
  /** A policy waits for whoever uses its table: no two tables are held at once. Safe to begin anew. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // Nothing is revoked first: the release before writes as this role meanwhile.
    await runner.query(`GRANT INSERT ON passline.orders, passline.order_contacts TO ${NarrowRole.Changes}`);
    await runner.query(`DROP POLICY IF EXISTS ${NarrowRole.Changes} ON passline.order_contacts`);
    await runner.query(`CREATE POLICY ${NarrowRole.Changes} ON passline.order_contacts
      TO ${NarrowRole.Changes} USING (${ofNamedRestaurants}) WITH CHECK (${ofNamedRestaurants})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP POLICY IF EXISTS ${NarrowRole.Changes} ON passline.order_contacts`);
    await runner.query(
      `REVOKE INSERT ON passline.orders, passline.order_contacts FROM ${NarrowRole.Changes}`,
    );
  }
}
