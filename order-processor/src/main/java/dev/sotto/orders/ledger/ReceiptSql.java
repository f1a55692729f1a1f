package dev.sotto.orders.ledger;

/** The statements that give all receipts their numbers at once. */
final class ReceiptSql {

    static final String DRAWN = """
            create temp table drawn_receipts (like receipts);
            alter table drawn_receipts drop column number
            """;

    static final String DRAWN_COLUMNS = """
            drawn_receipts (restaurant_id, order_id, nth, kind, refers_to, position, issued_at, cause, reason, by, currency,
                            total_minor, lines, taxes)
            """;

    static final String STORE = """
            insert into receipts (restaurant_id, order_id, nth, kind, number, refers_to, position, issued_at, cause, reason, by,
                                  currency, total_minor, lines, taxes)
            select restaurant_id, order_id, nth, kind,
                   row_number() over (partition by restaurant_id, kind order by position, nth), refers_to, position, issued_at,
                   cause, reason, by, currency, total_minor, lines, taxes
              from drawn_receipts
            """;

    static final String COUNT = """
            update restaurant_counters c set receipt_number = r.receipts, credit_number = r.credits
              from (select restaurant_id, count(*) filter (where kind = 'RECEIPT') as receipts,
                           count(*) filter (where kind = 'CREDIT_NOTE') as credits
                      from receipts group by restaurant_id) r
             where r.restaurant_id = c.restaurant_id
            """;

    private ReceiptSql() {}
}
