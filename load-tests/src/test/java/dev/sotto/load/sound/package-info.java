@NullMarked
package dev.sotto.load.sound;

import org.jspecify.annotations.NullMarked;
