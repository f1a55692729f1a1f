/** The manager's pages and what they read: today, calls as they are spoken, bookings, claims, devices. */
@NullMarked
package dev.sotto.orders.manager;

import org.jspecify.annotations.NullMarked;
