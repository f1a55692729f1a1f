/** What a waiter must know whatever he is doing: a table's food is ready, the kitchen has run out of something. */
@NullMarked
package dev.sotto.gateway.earpiece.notice;

import org.jspecify.annotations.NullMarked;
