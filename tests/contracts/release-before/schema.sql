-- The schema of the release before, as its own migrations made it: what they sent, without what looked
-- whether something is there. Never changed; a release from which nobody upgrades any more goes with it.

CREATE SCHEMA IF NOT EXISTS passline;
DO $do$ BEGIN CREATE ROLE "passline" LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$;
ALTER ROLE "passline" LOGIN PASSWORD 'passline';
CREATE TABLE "passline"."migrations" ("id" SERIAL NOT NULL, "timestamp" bigint NOT NULL, "name" character varying NOT NULL, CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY ("id"));
CREATE TABLE passline.restaurants (
    restaurant_id uuid PRIMARY KEY,
    name text NOT NULL,
    phone text,
    address text,
    timezone text NOT NULL,
    locale text NOT NULL,
    currency text NOT NULL,
    base_preparation_minutes int NOT NULL CHECK (base_preparation_minutes > 0),
    last_order_number int NOT NULL DEFAULT 0,
    created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE TABLE passline.accounts (
    account_id uuid PRIMARY KEY,
    restaurant_id uuid REFERENCES passline.restaurants,
    role text NOT NULL,
    username text NOT NULL UNIQUE CHECK (username = lower(username)),
    name text NOT NULL,
    password_hash text NOT NULL,
    must_change_password boolean NOT NULL DEFAULT false,
    disabled_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CHECK (restaurant_id IS NOT NULL OR role = 'customer')
);
CREATE INDEX accounts_by_restaurant ON passline.accounts (restaurant_id);
CREATE TABLE passline.devices (
    device_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL REFERENCES passline.restaurants,
    name text NOT NULL,
    client_id text NOT NULL UNIQUE,
    secret_hash text NOT NULL,
    scopes text[] NOT NULL,
    revoked_at timestamptz(3),
    last_seen_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX devices_by_restaurant ON passline.devices (restaurant_id);
CREATE TABLE passline.refresh_tokens (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES passline.accounts ON DELETE CASCADE,
    family_id uuid NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    spent_at timestamptz(3)
);
CREATE INDEX refresh_tokens_by_family ON passline.refresh_tokens (family_id);
CREATE INDEX refresh_tokens_by_account ON passline.refresh_tokens (account_id);
CREATE TABLE passline.signing_keys (
    kid text PRIMARY KEY,
    private_key jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    retired_at timestamptz(3)
);
CREATE TABLE passline.secrets (name text PRIMARY KEY, value bytea NOT NULL);
CREATE TABLE passline.orders (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL REFERENCES passline.restaurants,
    order_number text NOT NULL,
    fulfilment text NOT NULL,
    status text NOT NULL,
    version int NOT NULL CHECK (version > 0),
    workflow_version int NOT NULL,
    customer_id uuid REFERENCES passline.accounts,
    external_id text,
    items jsonb NOT NULL,
    total_amount bigint NOT NULL,
    currency text NOT NULL,
    table_label text,
    work_minutes int NOT NULL,
    ready_from timestamptz(3),
    ready_to timestamptz(3),
    placed_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    ended_at timestamptz(3),
    head_hash bytea NOT NULL,
    link_generation int NOT NULL DEFAULT 1,
    UNIQUE (order_id, restaurant_id),
    UNIQUE (restaurant_id, order_number),
    UNIQUE (restaurant_id, external_id)
) WITH (fillfactor = 80);
CREATE INDEX orders_newest ON passline.orders (restaurant_id, placed_at DESC, order_id DESC);
CREATE INDEX orders_of_customer ON passline.orders (customer_id, placed_at DESC, order_id DESC) WHERE customer_id IS NOT NULL;
CREATE TABLE passline.order_contacts (
    order_id uuid PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    name text, email text, phone text, locale text, address text,
    FOREIGN KEY (order_id, restaurant_id) REFERENCES passline.orders (order_id, restaurant_id)
);
CREATE TABLE passline.order_history (
    order_id uuid NOT NULL,
    version int NOT NULL CHECK (version > 0),
    restaurant_id uuid NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    from_status text,
    status text NOT NULL,
    corrects int,
    minutes int,
    reason text,
    role text NOT NULL,
    actor_id uuid,
    occurred_at timestamptz(3) NOT NULL,
    recorded_at timestamptz(3) NOT NULL,
    ready_from timestamptz(3),
    ready_to timestamptz(3),
    text_digest bytea,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (order_id, version),
    FOREIGN KEY (order_id, restaurant_id) REFERENCES passline.orders (order_id, restaurant_id)
);
CREATE TABLE passline.order_texts (
    order_id uuid NOT NULL,
    version int NOT NULL,
    restaurant_id uuid NOT NULL,
    notes text NOT NULL,
    internal_notes text NOT NULL,
    salt bytea NOT NULL,
    PRIMARY KEY (order_id, version),
    FOREIGN KEY (order_id, restaurant_id) REFERENCES passline.orders (order_id, restaurant_id)
);
CREATE TABLE passline.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    restaurant_id uuid NOT NULL,
    order_id uuid NOT NULL,
    headers jsonb NOT NULL,
    value text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    parked_at timestamptz(3),
    parked_because text
);
CREATE INDEX outbox_of_order ON passline.outbox (order_id);
CREATE TABLE passline.relay_heartbeat (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    backend_pid int NOT NULL,
    beat_at timestamptz NOT NULL
);
CREATE TABLE passline.idempotency_keys (
    scope bytea NOT NULL,
    key text NOT NULL,
    restaurant_id uuid NOT NULL,
    request_hash bytea NOT NULL,
    order_id uuid NOT NULL,
    version int NOT NULL,
    result text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_by_age ON passline.idempotency_keys (created_at);
CREATE FUNCTION passline.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'history is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER history_rows_stay BEFORE UPDATE OR DELETE ON passline.order_history FOR EACH ROW EXECUTE FUNCTION passline.refuse_change();
CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON passline.order_history FOR EACH STATEMENT EXECUTE FUNCTION passline.refuse_change();
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764000000000, 'FirstTables1764000000000');
CREATE TABLE passline.ended_sessions (
    session_id uuid PRIMARY KEY,
    ended_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX ended_sessions_by_age ON passline.ended_sessions (ended_at);
ALTER TABLE passline.devices ADD COLUMN session_id uuid NOT NULL DEFAULT gen_random_uuid();
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764100000000, 'Administration1764100000000');
CREATE INDEX orders_open ON passline.orders (restaurant_id, placed_at DESC, order_id DESC) WHERE ended_at IS NULL;
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764200000000, 'OpenOrders1764200000000');
CREATE TABLE passline.account_requests (
    request_id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('sign_up', 'confirmation', 'password_reset')),
    username text NOT NULL CHECK (username = lower(username)),
    name text,
    password_hash text,
    restaurant_id uuid REFERENCES passline.restaurants,
    locale text,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    taken_at timestamptz(3),
    CHECK ((kind = 'sign_up') = (name IS NOT NULL AND password_hash IS NOT NULL))
);
CREATE INDEX account_requests_of ON passline.account_requests (username, created_at);
CREATE INDEX account_requests_waiting ON passline.account_requests (created_at) WHERE taken_at IS NULL;
CREATE TABLE passline.account_tokens (
    token_hash bytea PRIMARY KEY,
    sign_up_id uuid REFERENCES passline.account_requests ON DELETE CASCADE,
    account_id uuid REFERENCES passline.accounts ON DELETE CASCADE,
    expires_at timestamptz(3) NOT NULL,
    CHECK ((sign_up_id IS NULL) <> (account_id IS NULL))
);
CREATE INDEX account_tokens_of_sign_up ON passline.account_tokens (sign_up_id);
CREATE INDEX account_tokens_of_account ON passline.account_tokens (account_id);
CREATE INDEX order_contacts_by_phone ON passline.order_contacts (phone) WHERE phone IS NOT NULL;
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764500000000, 'Customers1764500000000');
CREATE TABLE passline.erasures (
    erasure_id uuid PRIMARY KEY,
    order_ids uuid[] NOT NULL,
    letter_ids uuid[] NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now()
);
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764600000000, 'Erasures1764600000000');
CREATE UNLOGGED TABLE passline.limit_levels (
    key bytea PRIMARY KEY,
    empty_at timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE UNLOGGED TABLE passline.password_guesses (
    key bytea PRIMARY KEY,
    wrong int NOT NULL,
    wait_until timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
);
ALTER TABLE passline.signing_keys ADD COLUMN signs_from timestamptz(3) NOT NULL DEFAULT now();
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764700000000, 'LimitsAndKeys1764700000000');
ALTER TABLE passline.restaurants ADD COLUMN table_generation int NOT NULL DEFAULT 1;
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764800000000, 'TableCodes1764800000000');
CREATE TABLE passline.exports (
    export_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    answered_at timestamptz(3)
);
CREATE TABLE passline.export_parts (
    export_id uuid NOT NULL REFERENCES passline.exports ON DELETE CASCADE,
    part int NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (export_id, part)
);
DO $$ BEGIN CREATE ROLE passline_relay NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_lookup NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_login NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_enrolment NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_exports NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_snapshots NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_verify NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_jobs NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_founding NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_limits NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE passline_keys NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
ALTER TABLE passline.restaurants ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.restaurants FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.accounts FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.devices ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.devices FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.orders FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.order_contacts ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.order_contacts FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.order_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.order_history FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.order_texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.order_texts FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.outbox FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.idempotency_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.refresh_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.refresh_tokens FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.ended_sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.ended_sessions FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.account_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.account_requests FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.account_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.account_tokens FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.erasures ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.erasures FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.exports ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.exports FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.export_parts ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.export_parts FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.password_guesses ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.password_guesses FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.signing_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.signing_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE passline.limit_levels ENABLE ROW LEVEL SECURITY;
ALTER TABLE passline.limit_levels FORCE ROW LEVEL SECURITY;
CREATE POLICY own_restaurant ON passline.restaurants USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
CREATE POLICY own_restaurant ON passline.accounts USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
CREATE POLICY own_restaurant ON passline.devices USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
CREATE POLICY own_restaurant ON passline.orders USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
CREATE POLICY own_restaurant ON passline.order_contacts USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
CREATE POLICY own_restaurant ON passline.order_history USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
CREATE POLICY own_restaurant ON passline.order_texts USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
CREATE POLICY own_restaurant ON passline.outbox USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
CREATE POLICY own_restaurant ON passline.idempotency_keys USING (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid)) WITH CHECK (restaurant_id = (SELECT NULLIF(current_setting('app.restaurant_id', true), '')::uuid));
GRANT USAGE ON SCHEMA passline TO passline_relay;
REVOKE ALL ON passline.outbox FROM passline_relay;
GRANT SELECT, UPDATE, DELETE ON passline.outbox TO passline_relay;
CREATE POLICY passline_relay ON passline.outbox TO passline_relay USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_lookup;
REVOKE ALL ON passline.orders FROM passline_lookup;
GRANT SELECT (order_id, restaurant_id, customer_id, link_generation, ended_at, placed_at) ON passline.orders TO passline_lookup;
CREATE POLICY passline_lookup ON passline.orders TO passline_lookup USING (true) WITH CHECK (true);
REVOKE ALL ON passline.restaurants FROM passline_lookup;
GRANT SELECT (restaurant_id) ON passline.restaurants TO passline_lookup;
CREATE POLICY passline_lookup ON passline.restaurants TO passline_lookup USING (true) WITH CHECK (true);
REVOKE ALL ON passline.idempotency_keys FROM passline_lookup;
GRANT SELECT ON passline.idempotency_keys TO passline_lookup;
CREATE POLICY passline_lookup ON passline.idempotency_keys TO passline_lookup USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_login;
REVOKE ALL ON passline.accounts FROM passline_login;
GRANT SELECT, UPDATE ON passline.accounts TO passline_login;
CREATE POLICY passline_login ON passline.accounts TO passline_login USING (true) WITH CHECK (true);
REVOKE ALL ON passline.devices FROM passline_login;
GRANT SELECT, UPDATE ON passline.devices TO passline_login;
CREATE POLICY passline_login ON passline.devices TO passline_login USING (true) WITH CHECK (true);
REVOKE ALL ON passline.refresh_tokens FROM passline_login;
GRANT SELECT, INSERT, UPDATE, DELETE ON passline.refresh_tokens TO passline_login;
CREATE POLICY passline_login ON passline.refresh_tokens TO passline_login USING (true) WITH CHECK (true);
REVOKE ALL ON passline.ended_sessions FROM passline_login;
GRANT SELECT, INSERT ON passline.ended_sessions TO passline_login;
CREATE POLICY passline_login ON passline.ended_sessions TO passline_login USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_enrolment;
REVOKE ALL ON passline.account_requests FROM passline_enrolment;
GRANT SELECT, INSERT, UPDATE (kind, name, password_hash, taken_at), DELETE ON passline.account_requests TO passline_enrolment;
CREATE POLICY passline_enrolment ON passline.account_requests TO passline_enrolment USING (true) WITH CHECK (true);
REVOKE ALL ON passline.account_tokens FROM passline_enrolment;
GRANT SELECT, INSERT, DELETE ON passline.account_tokens TO passline_enrolment;
CREATE POLICY passline_enrolment ON passline.account_tokens TO passline_enrolment USING (true) WITH CHECK (true);
REVOKE ALL ON passline.erasures FROM passline_enrolment;
GRANT SELECT, INSERT, DELETE ON passline.erasures TO passline_enrolment;
CREATE POLICY passline_enrolment ON passline.erasures TO passline_enrolment USING (true) WITH CHECK (true);
REVOKE ALL ON passline.accounts FROM passline_enrolment;
GRANT SELECT (account_id, restaurant_id, role, username, name, disabled_at), INSERT ON passline.accounts TO passline_enrolment;
CREATE POLICY passline_enrolment ON passline.accounts TO passline_enrolment USING (true) WITH CHECK (role = 'customer');
REVOKE ALL ON passline.restaurants FROM passline_enrolment;
GRANT SELECT (restaurant_id, name, phone, address, locale) ON passline.restaurants TO passline_enrolment;
CREATE POLICY passline_enrolment ON passline.restaurants TO passline_enrolment USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_exports;
REVOKE ALL ON passline.exports FROM passline_exports;
GRANT SELECT, INSERT, UPDATE (answered_at), DELETE ON passline.exports TO passline_exports;
CREATE POLICY passline_exports ON passline.exports TO passline_exports USING (true) WITH CHECK (true);
REVOKE ALL ON passline.export_parts FROM passline_exports;
GRANT SELECT, INSERT, UPDATE (content), DELETE ON passline.export_parts TO passline_exports;
CREATE POLICY passline_exports ON passline.export_parts TO passline_exports USING (true) WITH CHECK (true);
REVOKE ALL ON passline.orders FROM passline_exports;
GRANT SELECT (order_id, restaurant_id, customer_id) ON passline.orders TO passline_exports;
CREATE POLICY passline_exports ON passline.orders TO passline_exports USING (true) WITH CHECK (true);
REVOKE ALL ON passline.order_contacts FROM passline_exports;
GRANT SELECT (order_id, phone) ON passline.order_contacts TO passline_exports;
CREATE POLICY passline_exports ON passline.order_contacts TO passline_exports USING (true) WITH CHECK (true);
REVOKE ALL ON passline.accounts FROM passline_exports;
GRANT SELECT (account_id, username) ON passline.accounts TO passline_exports;
CREATE POLICY passline_exports ON passline.accounts TO passline_exports USING (true) WITH CHECK (true);
REVOKE ALL ON passline.account_requests FROM passline_exports;
GRANT SELECT (request_id, username) ON passline.account_requests TO passline_exports;
CREATE POLICY passline_exports ON passline.account_requests TO passline_exports USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_snapshots;
REVOKE ALL ON passline.orders FROM passline_snapshots;
GRANT SELECT ON passline.orders TO passline_snapshots;
CREATE POLICY passline_snapshots ON passline.orders TO passline_snapshots USING (true) WITH CHECK (true);
REVOKE ALL ON passline.order_history FROM passline_snapshots;
GRANT SELECT ON passline.order_history TO passline_snapshots;
CREATE POLICY passline_snapshots ON passline.order_history TO passline_snapshots USING (true) WITH CHECK (true);
REVOKE ALL ON passline.order_texts FROM passline_snapshots;
GRANT SELECT ON passline.order_texts TO passline_snapshots;
CREATE POLICY passline_snapshots ON passline.order_texts TO passline_snapshots USING (true) WITH CHECK (true);
REVOKE ALL ON passline.order_contacts FROM passline_snapshots;
GRANT SELECT (order_id, phone, locale) ON passline.order_contacts TO passline_snapshots;
CREATE POLICY passline_snapshots ON passline.order_contacts TO passline_snapshots USING (true) WITH CHECK (true);
REVOKE ALL ON passline.restaurants FROM passline_snapshots;
GRANT SELECT ON passline.restaurants TO passline_snapshots;
CREATE POLICY passline_snapshots ON passline.restaurants TO passline_snapshots USING (true) WITH CHECK (true);
REVOKE ALL ON passline.accounts FROM passline_snapshots;
GRANT SELECT (account_id, restaurant_id, name) ON passline.accounts TO passline_snapshots;
CREATE POLICY passline_snapshots ON passline.accounts TO passline_snapshots USING (true) WITH CHECK (true);
REVOKE ALL ON passline.devices FROM passline_snapshots;
GRANT SELECT (device_id, restaurant_id, name) ON passline.devices TO passline_snapshots;
CREATE POLICY passline_snapshots ON passline.devices TO passline_snapshots USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_verify;
REVOKE ALL ON passline.orders FROM passline_verify;
GRANT SELECT ON passline.orders TO passline_verify;
CREATE POLICY passline_verify ON passline.orders TO passline_verify USING (true) WITH CHECK (true);
REVOKE ALL ON passline.order_history FROM passline_verify;
GRANT SELECT ON passline.order_history TO passline_verify;
CREATE POLICY passline_verify ON passline.order_history TO passline_verify USING (true) WITH CHECK (true);
REVOKE ALL ON passline.order_texts FROM passline_verify;
GRANT SELECT ON passline.order_texts TO passline_verify;
CREATE POLICY passline_verify ON passline.order_texts TO passline_verify USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_jobs;
REVOKE ALL ON passline.idempotency_keys FROM passline_jobs;
GRANT SELECT, DELETE ON passline.idempotency_keys TO passline_jobs;
CREATE POLICY passline_jobs ON passline.idempotency_keys TO passline_jobs USING (true) WITH CHECK (true);
REVOKE ALL ON passline.refresh_tokens FROM passline_jobs;
GRANT SELECT, DELETE ON passline.refresh_tokens TO passline_jobs;
CREATE POLICY passline_jobs ON passline.refresh_tokens TO passline_jobs USING (true) WITH CHECK (true);
REVOKE ALL ON passline.ended_sessions FROM passline_jobs;
GRANT SELECT, DELETE ON passline.ended_sessions TO passline_jobs;
CREATE POLICY passline_jobs ON passline.ended_sessions TO passline_jobs USING (true) WITH CHECK (true);
REVOKE ALL ON passline.account_requests FROM passline_jobs;
GRANT SELECT, DELETE ON passline.account_requests TO passline_jobs;
CREATE POLICY passline_jobs ON passline.account_requests TO passline_jobs USING (true) WITH CHECK (true);
REVOKE ALL ON passline.account_tokens FROM passline_jobs;
GRANT SELECT, DELETE ON passline.account_tokens TO passline_jobs;
CREATE POLICY passline_jobs ON passline.account_tokens TO passline_jobs USING (true) WITH CHECK (true);
REVOKE ALL ON passline.exports FROM passline_jobs;
GRANT SELECT, DELETE ON passline.exports TO passline_jobs;
CREATE POLICY passline_jobs ON passline.exports TO passline_jobs USING (true) WITH CHECK (true);
REVOKE ALL ON passline.password_guesses FROM passline_jobs;
GRANT SELECT, DELETE ON passline.password_guesses TO passline_jobs;
CREATE POLICY passline_jobs ON passline.password_guesses TO passline_jobs USING (true) WITH CHECK (true);
REVOKE ALL ON passline.signing_keys FROM passline_jobs;
GRANT SELECT, DELETE ON passline.signing_keys TO passline_jobs;
CREATE POLICY passline_jobs ON passline.signing_keys TO passline_jobs USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_founding;
REVOKE ALL ON passline.restaurants FROM passline_founding;
GRANT SELECT, INSERT ON passline.restaurants TO passline_founding;
CREATE POLICY passline_founding ON passline.restaurants TO passline_founding USING (true) WITH CHECK (true);
REVOKE ALL ON passline.accounts FROM passline_founding;
GRANT SELECT, INSERT ON passline.accounts TO passline_founding;
CREATE POLICY passline_founding ON passline.accounts TO passline_founding USING (true) WITH CHECK (true);
REVOKE ALL ON passline.devices FROM passline_founding;
GRANT SELECT, INSERT ON passline.devices TO passline_founding;
CREATE POLICY passline_founding ON passline.devices TO passline_founding USING (true) WITH CHECK (true);
REVOKE ALL ON passline.orders FROM passline_founding;
GRANT SELECT (restaurant_id) ON passline.orders TO passline_founding;
CREATE POLICY passline_founding ON passline.orders TO passline_founding USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_limits;
REVOKE ALL ON passline.limit_levels FROM passline_limits;
GRANT SELECT, INSERT, UPDATE, DELETE ON passline.limit_levels TO passline_limits;
CREATE POLICY passline_limits ON passline.limit_levels TO passline_limits USING (true) WITH CHECK (true);
REVOKE ALL ON passline.password_guesses FROM passline_limits;
GRANT SELECT, INSERT, UPDATE, DELETE ON passline.password_guesses TO passline_limits;
CREATE POLICY passline_limits ON passline.password_guesses TO passline_limits USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA passline TO passline_keys;
REVOKE ALL ON passline.signing_keys FROM passline_keys;
GRANT SELECT, INSERT, UPDATE (retired_at), DELETE ON passline.signing_keys TO passline_keys;
CREATE POLICY passline_keys ON passline.signing_keys TO passline_keys USING (true) WITH CHECK (true);
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764950000000, 'Exports1764950000000');
ALTER TABLE passline.account_requests ADD COLUMN trace_id text;
ALTER TABLE passline.exports ADD COLUMN trace_id text;
INSERT INTO "passline"."migrations"("timestamp", "name") VALUES (1764960000000, 'TraceErrands1764960000000');
ALTER ROLE "passline" NOINHERIT;
ALTER ROLE "passline" SET lock_timeout = '4s';
GRANT passline_relay, passline_lookup, passline_login, passline_enrolment, passline_exports, passline_snapshots, passline_verify, passline_jobs, passline_founding, passline_limits, passline_keys TO "passline";
GRANT USAGE ON SCHEMA passline TO "passline";
REVOKE ALL ON ALL TABLES IN SCHEMA passline FROM "passline";
GRANT SELECT ON passline.migrations TO "passline";
GRANT SELECT, UPDATE ON passline.restaurants TO "passline";
GRANT SELECT, INSERT, UPDATE ON passline.accounts TO "passline";
GRANT SELECT, INSERT, UPDATE, DELETE ON passline.devices TO "passline";
GRANT SELECT, INSERT, UPDATE ON passline.orders TO "passline";
GRANT SELECT, INSERT, UPDATE, DELETE ON passline.order_contacts TO "passline";
GRANT SELECT, INSERT ON passline.order_history TO "passline";
GRANT SELECT, INSERT, DELETE ON passline.order_texts TO "passline";
GRANT INSERT ON passline.outbox TO "passline";
GRANT SELECT, INSERT ON passline.idempotency_keys TO "passline";
GRANT SELECT, INSERT ON passline.secrets TO "passline";
GRANT SELECT, INSERT, UPDATE ON passline.relay_heartbeat TO "passline";
