/** Keeps the tables few in files, small in bytes and no longer than they may be kept. */
@NullMarked
package dev.sotto.analytics.upkeep;

import org.jspecify.annotations.NullMarked;
