/** Keeps orders as they stand, so that questions need not fold a year of events again. */
@NullMarked
package dev.sotto.analytics.rollup;

import org.jspecify.annotations.NullMarked;
