package dev.sotto.orders.manager;

import java.util.List;

/**
 * One kind of thing a restaurant's book holds, newest first, in pages: each names the time and the id of its last entry,
 * from which the next goes on.
 *
 * @param path under the restaurant
 * @param sql a page of it as a JSON array, of those entries whose words hold what is looked for; these are read one by one,
 *     since row-level security lets no index of words be asked before it
 */
record Shelf(String path, String sql) {

    static final List<Shelf> ALL = List.of(
            of(
                    "bookings",
                    "wanted_at",
                    "booking_id",
                    "booking_id as id, wanted_at as at, name, phone, guests, booked_at as \"bookedAt\", call_id as \"callId\"",
                    "name, phone",
                    "bookings"),
            of("claims", "opened_at", "claim_id", """
                    claim_id as id, opened_at as at, about_order_id as "aboutOrderId", category, priority, description, tone,
                    within_terms as "withinTerms", phone, evidence, call_id as "callId",
                    (select coalesce(json_agg(json_build_object('action', a.action, 'by', a.by, 'at', a.acted_at)
                              order by a.acted_at), '[]') from claim_actions a
                      where (a.restaurant_id, a.claim_id) = (t.restaurant_id, t.claim_id)) as actions
                    """, "category, description, phone", "claims"),
            of(
                    "callbacks",
                    "asked_at",
                    "callback_id",
                    "callback_id as id, asked_at as at, phone, name, summary, call_id as \"callId\"",
                    "name, phone, summary",
                    "callbacks"),
            of("calls", "started_at", "call_id", """
                    call_id as id, started_at as at, source, caller_number as phone, table_number as "table",
                    device_id as "deviceId", language, answered_at as "answeredAt", ended_at as "endedAt",
                    end_reason as "endReason", transferred_to as "transferredTo",
                    (select count(*) from call_words w where (w.restaurant_id, w.call_id) = (t.restaurant_id, t.call_id)
                        and w.said_at >= t.started_at - interval '1 hour' and w.speaker = 'unclear') as misheard,
                    (select json_agg(o.number order by o.number) from orders o
                      where (o.restaurant_id, o.call_id) = (t.restaurant_id, t.call_id)) as orders
                    """, "caller_number, table_number, device_id", "calls"),
            of("receipts", "issued_at", "order_id || '/' || nth", """
                    order_id || '/' || nth as id, issued_at as at, order_id as "orderId", kind, number, cause, reason, by,
                    currency, total_minor as "totalMinor", taxes,
                    (select r.number from receipts r
                      where (r.restaurant_id, r.order_id, r.nth) = (t.restaurant_id, t.order_id, t.refers_to)) as "refersTo",
                    (select o.number from orders o
                      where (o.restaurant_id, o.order_id) = (t.restaurant_id, t.order_id)) as "orderNumber"
                    """, "kind, number, reason, by, lines", "receipts"),
            of("devices", "last_seen_at", "device_id", """
                    device_id as id, last_seen_at as at, kind, name, station, table_number as "table",
                    first_seen_at as "firstSeenAt", paired_at as "pairedAt", paired_by as "pairedBy", revoked_at as "revokedAt"
                    """, "device_id, name, kind, station, table_number", "devices"),
            of("audit", "asked_at", "audit_id", """
                    audit_id as id, asked_at as at, issuer, subject, role, command, target,
                    (select o.status from audit_outcomes o
                      where (o.restaurant_id, o.audit_id) = (t.restaurant_id, t.audit_id)) as status
                    """, "subject, role, command, target", "audit_log"),
            of(
                    "menus",
                    "valid_from",
                    "revision::text",
                    "revision::text as id, valid_from as at, jsonb_array_length(menu -> 'items') as dishes",
                    "revision::text",
                    "menus"));

    private static Shelf of(String path, String time, String id, String columns, String words, String table) {
        return new Shelf(path, """
                select coalesce(json_agg(p), '[]')::text as page from (
                  select %s from %s t
                   where restaurant_id = :restaurant and %s <= :time and (%s, %s) < (:time, :id)
                     and (:find = '' or position(lower(:find) in lower(concat_ws(' ', %s))) > 0)
                   order by %s desc, %s desc limit :limit) p
                """.formatted(columns, table, time, time, id, words, time, id));
    }
}
