/** What a restaurant sells: changed over HTTP or in the database, decided once, told to the log and so to running calls. */
@NullMarked
package dev.sotto.orders.menu;

import org.jspecify.annotations.NullMarked;
