/** What PostgreSQL reads for every statement the order processor sends, in tables that years have filled. */
@NullMarked
package dev.sotto.orders.load.plans;

import org.jspecify.annotations.NullMarked;
