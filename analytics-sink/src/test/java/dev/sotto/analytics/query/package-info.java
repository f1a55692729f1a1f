@NullMarked
package dev.sotto.analytics.query;

import org.jspecify.annotations.NullMarked;
