/** Where the server of a domain is: RFC 3263. */
@NullMarked
package dev.sotto.gateway.sip.locate;

import org.jspecify.annotations.NullMarked;
