-- What the release before sends for a request, each under a name. Never changed.

-- name: next_number
UPDATE passline.restaurants SET last_order_number = last_order_number + 1 WHERE restaurant_id = $1 RETURNING last_order_number;

-- name: insert_order
INSERT INTO "passline"."orders"("order_id", "restaurant_id", "order_number", "fulfilment", "status", "version", "workflow_version", "customer_id", "external_id", "items", "total_amount", "currency", "table_label", "work_minutes", "ready_from", "ready_to", "placed_at", "updated_at", "ended_at", "head_hash", "link_generation") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21);

-- name: insert_history
INSERT INTO "passline"."order_history"("order_id", "version", "restaurant_id", "event_id", "type", "from_status", "status", "corrects", "minutes", "reason", "role", "actor_id", "occurred_at", "recorded_at", "ready_from", "ready_to", "text_digest", "previous_hash", "hash") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19);

-- name: insert_outgoing
INSERT INTO passline.outbox (restaurant_id, order_id, headers, value) VALUES ($1, $2, $3, $4);

-- name: insert_contact
INSERT INTO "passline"."order_contacts"("order_id", "restaurant_id", "name", "email", "phone", "locale", "address") VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: insert_key
INSERT INTO "passline"."idempotency_keys"("scope", "key", "restaurant_id", "request_hash", "order_id", "version", "result", "created_at") VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: write_change
WITH changed AS (
    UPDATE passline.orders SET status = $4, version = version + 1, updated_at = $11, ended_at = $21, ready_from = $12, ready_to = $13,
      work_minutes = $22, head_hash = $16
    WHERE order_id = $1 AND version = $2 AND NOT EXISTS (SELECT FROM passline.idempotency_keys k WHERE k.scope = $26 AND k.key = $27 AND k.created_at > now() - interval '24 hours')
    RETURNING order_id, version, restaurant_id
  ), history AS (
    INSERT INTO passline.order_history (order_id, version, restaurant_id, event_id, type, from_status, status, corrects, minutes, reason, role, actor_id, occurred_at,
  recorded_at, ready_from, ready_to, text_digest, previous_hash, hash)
    SELECT order_id, version, restaurant_id, $23, $3, $24, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16 FROM changed
  ), texts AS (
    INSERT INTO passline.order_texts (order_id, version, restaurant_id, notes, internal_notes, salt)
    SELECT order_id, version, restaurant_id, $17, $18, $25 FROM changed WHERE $14::bytea IS NOT NULL
  ), outgoing AS (
    INSERT INTO passline.outbox (restaurant_id, order_id, headers, value) SELECT restaurant_id, order_id, $19, $20 FROM changed
  ), remembered AS (
    INSERT INTO passline.idempotency_keys (scope, key, restaurant_id, request_hash, order_id, version, result, created_at)
    SELECT $26, $27, restaurant_id, $28, order_id, version, 'applied', $11 FROM changed WHERE $27::text IS NOT NULL
  )
  SELECT version FROM changed;

-- name: read_order_with_key
SELECT
  o.order_id AS "orderId", o.restaurant_id AS "restaurantId", o.order_number AS "orderNumber", r.name AS "restaurantName", r.phone AS "restaurantPhone",
  o.fulfilment, o.status, o.version, o.customer_id AS "customerId", o.external_id AS "externalId", o.items, o.total_amount AS "totalAmount", o.currency,
  o.table_label AS "table", o.work_minutes AS "workMinutes", o.placed_at AS "placedAt", o.ended_at AS "endedAt", o.head_hash AS "headHash",
  o.link_generation AS "linkGeneration", (
  SELECT json_agg(json_build_object(
      'version', h.version, 'type', h.type, 'fromStatus', h.from_status, 'status', h.status, 'corrects', h.corrects, 'minutes', h.minutes,
      'reason', h.reason, 'role', h.role, 'actorId', h.actor_id, 'actorName', COALESCE(a.name, d.name), 'occurredAt', h.occurred_at,
      'recordedAt', h.recorded_at, 'readyFrom', h.ready_from, 'readyTo', h.ready_to,
      'notes', COALESCE(t.notes, ''), 'internalNotes', COALESCE(t.internal_notes, '')) ORDER BY h.version)
  FROM passline.order_history h
  LEFT JOIN passline.order_texts t ON h.text_digest IS NOT NULL AND t.order_id = h.order_id AND t.version = h.version
  LEFT JOIN passline.accounts a ON h.role <> 'device' AND a.account_id = h.actor_id
  LEFT JOIN passline.devices d ON h.role = 'device' AND d.device_id = h.actor_id
  WHERE h.order_id = o.order_id) AS history, (SELECT json_build_object('requestHash', encode(k.request_hash, 'hex'), 'restaurantId', k.restaurant_id, 'orderId', k.order_id, 'version', k.version, 'result', k.result) FROM passline.idempotency_keys k WHERE k.scope = $2 AND k.key = $3
         AND k.created_at > now() - interval '24 hours') AS "keyRecord" FROM passline.orders o JOIN passline.restaurants r ON r.restaurant_id = o.restaurant_id WHERE o.order_id = $1;

-- name: read_key
SELECT json_build_object('requestHash', encode(k.request_hash, 'hex'), 'restaurantId', k.restaurant_id, 'orderId', k.order_id, 'version', k.version, 'result', k.result) AS record FROM passline.idempotency_keys k WHERE k.scope = $1 AND k.key = $2 AND k.created_at > now() - interval '24 hours';

-- name: open_orders_of_restaurant
SELECT order_id, restaurant_id, placed_at FROM passline.orders WHERE ended_at IS NULL AND ($1::timestamptz IS NULL OR (placed_at, order_id) < ($1, $2))
             AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR fulfilment = $4)
             AND ($5::text IS NULL OR external_id = $5) AND ($6::timestamptz IS NULL OR updated_at > $6)
           ORDER BY placed_at DESC, order_id DESC LIMIT $7;

-- name: read_contacts
SELECT order_id, name, email, phone, locale, address FROM passline.order_contacts WHERE order_id = ANY($1::uuid[]);
