/** What language models took and what came of it, and how often callers were understood. */
@NullMarked
package dev.sotto.orders.ai;

import org.jspecify.annotations.NullMarked;
