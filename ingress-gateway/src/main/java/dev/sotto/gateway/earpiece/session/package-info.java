/** What a waiter says across cuts, restarts and nodes: numbered by his device, applied once, acknowledged when durable. */
@NullMarked
package dev.sotto.gateway.earpiece.session;

import org.jspecify.annotations.NullMarked;
