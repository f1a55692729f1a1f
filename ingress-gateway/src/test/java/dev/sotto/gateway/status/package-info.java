@NullMarked
package dev.sotto.gateway.status;

import org.jspecify.annotations.NullMarked;
