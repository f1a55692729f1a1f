@NullMarked
package dev.sotto.analytics;

import org.jspecify.annotations.NullMarked;
