/** Measures the packaged program from outside. The benchmarks print tables and assert nothing. */
@org.jspecify.annotations.NullMarked
package dev.mediahook.bench.program;
