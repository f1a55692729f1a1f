/** The history at volume: what it takes to write, to keep and to ask. */
@NullMarked
package dev.sotto.benchmarks.history;

import org.jspecify.annotations.NullMarked;
