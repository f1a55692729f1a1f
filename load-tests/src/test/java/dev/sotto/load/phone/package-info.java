@NullMarked
package dev.sotto.load.phone;

import org.jspecify.annotations.NullMarked;
