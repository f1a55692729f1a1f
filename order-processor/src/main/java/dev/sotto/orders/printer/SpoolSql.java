package dev.sotto.orders.printer;

/** The statements that keep what waits for printers, and who holds which. */
final class SpoolSql {

    static final String KNOW = """
            insert into printers (restaurant_id, printer_id) values (:restaurant, :printer) on conflict do nothing
            """;

    /** What is too old when it is queued is told as skipped where the printer is known, and is nothing else. */
    static final String QUEUE = """
            insert into print_jobs (restaurant_id, printer_id, event_id, order_id, happened_at, skipped_at, skipped_why)
            select restaurant_id, printer_id, :event, :order, :happened, case when :happened < :oldest then :now end,
                   case when :happened < :oldest then 'TOO_OLD' end
              from printers where (restaurant_id, printer_id) = (:restaurant, :printer)
            on conflict do nothing
            """;

    static final String DUE = """
            with waiting as (
              select distinct restaurant_id, printer_id from print_jobs where printed_at is null and skipped_at is null
            ), due as (
              select p.restaurant_id, p.printer_id from waiting join printers p using (restaurant_id, printer_id)
               where p.due_at <= :now and (p.held_until is null or p.held_until <= :now)
               order by p.due_at limit 64 for update of p skip locked
            )
            update printers p set held_until = :until from due
             where (p.restaurant_id, p.printer_id) = (due.restaurant_id, due.printer_id)
            returning p.restaurant_id, p.printer_id, p.answers, p.tries
            """;

    static final String HOLD = """
            update printers set held_until = :until
             where (restaurant_id, printer_id) = (:restaurant, :printer) and (held_until is null or held_until <= :now)
            returning restaurant_id, printer_id, answers, tries
            """;

    static final String SKIP = """
            update print_jobs set skipped_at = :now, skipped_why = 'TOO_OLD'
             where (restaurant_id, printer_id) = (:restaurant, :printer)
               and printed_at is null and skipped_at is null and happened_at < :oldest
            """;

    static final String NEXT = """
            select restaurant_id, printer_id, event_id, order_id, happened_at, begun_at from print_jobs
             where (restaurant_id, printer_id) = (:restaurant, :printer) and printed_at is null and skipped_at is null
             order by nth limit 1
            """;

    static final String BEGIN = """
            update print_jobs set begun_at = coalesce(begun_at, :now)
             where (restaurant_id, printer_id, event_id) = (:restaurant, :printer, :event)
            """;

    static final String HOLD_ON =
            "update printers set held_until = :until where (restaurant_id, printer_id) = (:restaurant, :printer)";

    static final String DONE = """
            update print_jobs set printed_at = :now
             where (restaurant_id, printer_id, event_id) = (:restaurant, :printer, :event)
            """;

    static final String UNPRINTABLE = """
            update print_jobs set skipped_at = :now, skipped_why = 'UNPRINTABLE'
             where (restaurant_id, printer_id, event_id) = (:restaurant, :printer, :event)
            """;

    static final String WELL = """
            update printers set trouble = null, trouble_says = null, trouble_since = null, tries = 0, due_at = :now,
                   printed_at = :now,
                   answers = answers or :answers
             where (restaurant_id, printer_id) = (:restaurant, :printer)
            """;

    static final String TROUBLED = """
            update printers set tries = tries + 1, due_at = :due, held_until = null, trouble = :trouble, trouble_says = :says,
                   trouble_since = coalesce(trouble_since, :now)
             where (restaurant_id, printer_id) = (:restaurant, :printer)
            """;

    static final String RELEASE =
            "update printers set held_until = null where (restaurant_id, printer_id) = (:restaurant, :printer)";

    static final String REMOVE = "delete from printers where (restaurant_id, printer_id) = (:restaurant, :printer)";

    static final String FORGET = """
            delete from print_jobs where queued_at < :before and (printed_at is not null or skipped_at is not null)
            """;

    private SpoolSql() {}
}
