/** The way of sound beside a bare echo. */
@NullMarked
package dev.sotto.gateway.rtp;

import org.jspecify.annotations.NullMarked;
