/** Measurements of the log; here, because only this package may know Kafka. */
package dev.sotto.log;
