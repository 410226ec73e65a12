package dev.mediahook.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the program for an hour under constant load: successes with an image each, of which every third comes twice.
 * Prints every minute what resources the program holds.
 */
final class SoakBench {

    private static final int MINUTES = Integer.getInteger("mediahook.bench.minutes", 60);
    private static final int PER_SECOND = Integer.getInteger("mediahook.bench.rate", 20);
    private static final long IMAGE = 100_000;

    private SoakBench() {}

    static void run() throws Exception {
        try (MediaFiles media = new MediaFiles();
                Program program = Program.start(List.of("-Xmx256m", "-Dmediahook.retention=10m"))) {
            OpenLoad load = new OpenLoad(program.port());
            Successes successes = new Successes(media.url(IMAGE, "soak").toString());
            System.out.println(
                    "minute   resident MB   threads   files   database MB   events undone   p50 ms   p99 ms   not 200");
            for (int minute = 1; minute <= MINUTES; minute++) {
                Load.Result result = load.run(PER_SECOND, Duration.ofMinutes(1), successes);
                System.out.printf(
                        "%6d %13d %9d %7d %13d %15d %8.1f %8.1f %9d%n",
                        minute,
                        program.residentMegabytes(),
                        program.threads(),
                        program.openFiles(),
                        databaseMegabytes(program.folder()),
                        program.undone(),
                        result.waits().getValueAtPercentile(50) / 1000.0,
                        result.waits().getValueAtPercentile(99) / 1000.0,
                        result.notOk());
            }
        }
    }

    private static long databaseMegabytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            for (Path file : (Iterable<Path>)
                    files.filter(one -> one.getFileName().toString().contains(".db"))::iterator) {
                bytes += Files.size(file);
            }
        }
        return bytes >> 20;
    }
}
