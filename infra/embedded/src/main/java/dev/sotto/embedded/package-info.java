@NullMarked
package dev.sotto.embedded;

import org.jspecify.annotations.NullMarked;
