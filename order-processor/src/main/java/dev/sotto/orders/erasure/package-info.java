/** A guest who wants to be forgotten: what is known of him, the request in the log, and his rows without him. */
@NullMarked
package dev.sotto.orders.erasure;

import org.jspecify.annotations.NullMarked;
