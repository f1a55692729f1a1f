@NullMarked
package dev.sotto.speech;

import org.jspecify.annotations.NullMarked;
