@org.jspecify.annotations.NullMarked
package dev.sotto.analytics.rollup;
