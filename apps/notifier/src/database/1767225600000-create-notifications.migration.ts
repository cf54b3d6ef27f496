import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotifications1767225600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notifier.inbox (
        event_id text PRIMARY KEY,
        order_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        type text NOT NULL,
        received_at timestamptz NOT NULL,
        UNIQUE (order_id, version)
      );

      CREATE TABLE notifier.notifications (
        id uuid PRIMARY KEY,
        event_id text NOT NULL REFERENCES notifier.inbox,
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        order_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        order_number text NOT NULL,
        version integer NOT NULL,
        moment text NOT NULL,
        corrects integer,
        state text NOT NULL CHECK (state IN ('held', 'sending', 'sent', 'dropped', 'unknown', 'dead')),
        why text,
        due_at timestamptz,
        deadline_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        attempted_at timestamptz,
        lease_owner uuid,
        lease_until timestamptz,
        last_error text,
        digest text,
        callback_url text,
        provider_id text,
        sent_at timestamptz,
        created_at timestamptz NOT NULL,
        UNIQUE (event_id, channel),
        UNIQUE (order_id, version, channel),
        CHECK ((state = 'held') <= (due_at IS NOT NULL)),
        CHECK ((state IN ('dropped', 'dead')) = (why IS NOT NULL))
      );
      CREATE INDEX notifications_due ON notifier.notifications (channel, due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX notifications_sending ON notifier.notifications (lease_until) WHERE state = 'sending';
      CREATE INDEX notifications_to_look_at ON notifier.notifications (created_at) WHERE state IN ('dead', 'unknown');

      CREATE TABLE notifier.consents (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        phone text NOT NULL,
        restaurant_id uuid,
        wanted boolean NOT NULL,
        source text NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX consents_latest ON notifier.consents (phone, recorded_at DESC, id DESC);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE notifier.consents, notifier.notifications, notifier.inbox');
  }
}
