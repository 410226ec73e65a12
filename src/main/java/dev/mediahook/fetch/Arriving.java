package dev.mediahook.fetch;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Watches a medium's transfer.
 *
 * @param bytes called with the size of each chunk of the medium
 * @param onTheWire how many bytes the transfer has brought so far, including protocol overhead
 */
record Arriving(IntConsumer bytes, LongSupplier onTheWire) {}
