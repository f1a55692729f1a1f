/** The history: Iceberg tables on an object store, and the offsets that make writing them exactly once. */
@NullMarked
package dev.sotto.analytics.lake;

import org.jspecify.annotations.NullMarked;
