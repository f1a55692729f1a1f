@NullMarked
package dev.sotto.analytics.http;

import org.jspecify.annotations.NullMarked;
