/** The words of an earpiece line, without a network: what a device may say, what it is told, and how each looks. */
@NullMarked
package dev.sotto.gateway.earpiece.protocol;

import org.jspecify.annotations.NullMarked;
