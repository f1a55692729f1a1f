@NullMarked
package dev.sotto.load.kitchen;

import org.jspecify.annotations.NullMarked;
