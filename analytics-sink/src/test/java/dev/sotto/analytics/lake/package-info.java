@NullMarked
package dev.sotto.analytics.lake;

import org.jspecify.annotations.NullMarked;
