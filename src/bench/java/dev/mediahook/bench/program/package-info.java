/** Measures the packaged program from outside; prints tables and asserts nothing. */
@org.jspecify.annotations.NullMarked
package dev.mediahook.bench.program;
