@NullMarked
package dev.sotto.gateway;

import org.jspecify.annotations.NullMarked;
