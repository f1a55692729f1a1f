/** Mutated input for every parser a stranger can reach: bounded in the build, without end by {@code ./sotto bench fuzz}. */
@NullMarked
package dev.sotto.fuzz;

import org.jspecify.annotations.NullMarked;
