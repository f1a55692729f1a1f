/** What a record of the log becomes in a table. Names and phone numbers stay out of the history. */
@NullMarked
package dev.sotto.analytics.rows;

import org.jspecify.annotations.NullMarked;
