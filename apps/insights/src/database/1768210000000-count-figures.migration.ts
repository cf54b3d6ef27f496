import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowRoleStatements, rowLevelSecurityStatements } from '#libs/postgres';
import { rowLevelSecurity } from './row-level-security.ts';

/** What one row of each table is: read by whoever looks into the database, and by `docs/tables.md`. */
const rows = {
  feedback: 'How one order was liked, without what was written.',
  feedback_progress: 'The only row says up to when feedback was taken over from orders.',
  changed_days: 'One day by UTC on which orders came that are other ones since their figures were counted.',
  calendars: 'By which time zone one restaurant’s days are counted.',
  days: 'What one restaurant’s orders of one kind and one day come to.',
  day_stages: 'How long one stage took in one restaurant’s orders of one kind and one day.',
  day_hours: 'How long orders of one kind took in all that came to one restaurant in one hour of one day.',
  day_mishaps: 'How many orders of one kind and one day something went wrong with, for one reason.',
  day_ratings: 'How one order of a day was liked, and by how much it was late.',
} as const;

/**
 * Times are kept as how many orders took how many tenths of a minute, as JSON: a year of them is summed up by
 * whoever reads it, much sooner than PostgreSQL unnests its arrays.
 */
const tables = `
  CREATE TABLE insights.feedback (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    rating smallint NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL
  );
  CREATE INDEX feedback_by_age ON insights.feedback USING brin (created_at);

  CREATE TABLE insights.feedback_progress (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    updated_until timestamptz(3) NOT NULL
  );

  CREATE TABLE insights.changed_days (
    restaurant_id uuid NOT NULL,
    utc_date date NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    counted_revision bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (restaurant_id, utc_date)
  );
  CREATE INDEX changed_days_to_count ON insights.changed_days (restaurant_id, utc_date)
    WHERE revision > counted_revision;

  CREATE TABLE insights.calendars (
    restaurant_id uuid PRIMARY KEY,
    timezone text NOT NULL
  );

  CREATE TABLE insights.days (
    restaurant_id uuid NOT NULL,
    date date NOT NULL,
    fulfilment text NOT NULL,
    orders integer NOT NULL,
    completed integer NOT NULL,
    cancelled integer NOT NULL,
    rejected integer NOT NULL,
    judged integer NOT NULL,
    covered integer NOT NULL,
    on_time integer NOT NULL,
    learned integer NOT NULL,
    promised_minutes double precision NOT NULL,
    ratings integer[] NOT NULL,
    ratings_on_time integer[] NOT NULL,
    ratings_late integer[] NOT NULL,
    PRIMARY KEY (restaurant_id, date, fulfilment)
  );
  COMMENT ON COLUMN insights.days.judged IS 'Orders that were promised something, and it is known what came.';
  COMMENT ON COLUMN insights.days.promised_minutes IS 'How wide the windows of the judged were, all together.';
  COMMENT ON COLUMN insights.days.ratings IS 'How many had 1, 2, 3, 4 and 5 stars.';
  CREATE INDEX days_by_date ON insights.days (date);

  CREATE TABLE insights.day_stages (
    restaurant_id uuid NOT NULL,
    date date NOT NULL,
    fulfilment text NOT NULL,
    stage text NOT NULL,
    times json NOT NULL,
    PRIMARY KEY (restaurant_id, date, fulfilment, stage)
  );
  CREATE INDEX day_stages_by_date ON insights.day_stages (date);

  CREATE TABLE insights.day_hours (
    restaurant_id uuid NOT NULL,
    date date NOT NULL,
    fulfilment text NOT NULL,
    hour smallint NOT NULL,
    judged integer NOT NULL,
    on_time integer NOT NULL,
    times json NOT NULL,
    PRIMARY KEY (restaurant_id, date, fulfilment, hour)
  );
  CREATE INDEX day_hours_by_date ON insights.day_hours (date);

  CREATE TABLE insights.day_mishaps (
    restaurant_id uuid NOT NULL,
    date date NOT NULL,
    fulfilment text NOT NULL,
    mishap text NOT NULL,
    reason text,
    orders integer NOT NULL,
    UNIQUE NULLS NOT DISTINCT (restaurant_id, date, fulfilment, mishap, reason)
  );
  CREATE INDEX day_mishaps_by_date ON insights.day_mishaps (date);

  CREATE TABLE insights.day_ratings (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    date date NOT NULL,
    fulfilment text NOT NULL,
    rating smallint NOT NULL,
    given_at timestamptz(3) NOT NULL,
    late_minutes double precision
  );
  CREATE INDEX day_ratings_of_restaurant ON insights.day_ratings (restaurant_id, date);
  CREATE INDEX day_ratings_by_date ON insights.day_ratings (date);
`;

/** What days come to, counted once, so that a year of them is read at once. */
export class CountFigures1768210000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(tables);
    for (const [table, row] of Object.entries(rows))
      await queryRunner.query(`COMMENT ON TABLE insights.${table} IS ${pg.escapeLiteral(row)}`);
    for (const statement of [
      ...narrowRoleStatements(rowLevelSecurity),
      ...rowLevelSecurityStatements(rowLevelSecurity),
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(rows)) await queryRunner.query(`DROP TABLE insights.${table}`);
  }
}
