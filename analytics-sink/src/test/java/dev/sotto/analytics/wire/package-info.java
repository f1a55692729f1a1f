@NullMarked
package dev.sotto.analytics.wire;

import org.jspecify.annotations.NullMarked;
