/** Measurements of the user agent from inside its package. */
@NullMarked
package dev.sotto.gateway.sip;

import org.jspecify.annotations.NullMarked;
