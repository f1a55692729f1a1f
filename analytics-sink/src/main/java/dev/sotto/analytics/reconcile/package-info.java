/** Whether the history says of orders what PostgreSQL, the system of record, says of them. */
@NullMarked
package dev.sotto.analytics.reconcile;

import org.jspecify.annotations.NullMarked;
