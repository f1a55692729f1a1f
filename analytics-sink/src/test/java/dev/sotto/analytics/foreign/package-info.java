/** Readers that are not ours, to hold what we write against. */
@NullMarked
package dev.sotto.analytics.foreign;

import org.jspecify.annotations.NullMarked;
