/** Who may look and bump: tokens, tenants, roles. */
@NullMarked
package dev.sotto.orders.access;

import org.jspecify.annotations.NullMarked;
