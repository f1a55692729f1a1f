/** Measurements beside a baseline in the same run: {@code ./sotto bench <regex>}. */
@NullMarked
package dev.sotto.benchmarks;

import org.jspecify.annotations.NullMarked;
