/** Proving that one knows a password without sending it: the client's side of HTTP Digest (RFC 7616, RFC 8760). */
@NullMarked
package dev.sotto.gateway.digest;

import org.jspecify.annotations.NullMarked;
