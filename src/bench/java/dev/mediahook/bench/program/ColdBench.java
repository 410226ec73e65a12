package dev.mediahook.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how many deliveries a second a program takes that has just started, with and without an archive of its
 * classes. What it takes in the next ten seconds shows how much a warm-up of that length could give at most.
 */
final class ColdBench {

    private static final int CONNECTIONS = 64;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int TURNS = Integer.getInteger("mediahook.bench.turns", 3);
    private static final int MOST = 400_000;

    private ColdBench() {}

    static void run() throws IOException, GeneralSecurityException, InterruptedException {
        Path archive = archive();
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("as usual", List.of());
        kinds.put("with an archive of its classes", List.of("-XX:SharedArchiveFile=" + archive));
        Map<String, Double> first = new LinkedHashMap<>();
        Map<String, Double> next = new LinkedHashMap<>();
        for (int turn = 1; turn <= TURNS; turn++) {
            for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
                String label = "turn " + turn + "  " + kind.getKey();
                try (Program program = Program.start(kind.getValue())) {
                    Load load = new Load(program.port(), CONNECTIONS);
                    System.out.printf("%s: ready after %d ms%n", label, program.readyAfterMillis());
                    first.merge(kind.getKey(), rate(load, 0, label + ", first ten seconds"), Double::sum);
                    next.merge(kind.getKey(), rate(load, MOST, label + ", next ten seconds"), Double::sum);
                }
            }
        }
        String usual = "as usual";
        for (String kind : kinds.keySet()) {
            System.out.printf(
                    "%s, mean of %d turns: %.2f of the usual first ten seconds, then %.2f%n",
                    kind, TURNS, first.get(kind) / first.get(usual), next.get(kind) / first.get(usual));
        }
    }

    private static double rate(Load load, int from, String label) throws IOException, GeneralSecurityException {
        Load.Result result = load.run(TEN_SECONDS, new Deliveries("/webhooks/bluma", "video.processing", from, MOST));
        System.out.println(result.row(label));
        return result.perSecond();
    }

    /** Made by the program's demo, as docs/operating.md says. */
    private static Path archive() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mediahook-bench");
        Path archive = folder.resolve("mediahook.jsa");
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-jar",
                        Program.JAR.toAbsolutePath().toString(),
                        "demo",
                        "--once")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        if (demo.waitFor() != 0 || !Files.exists(archive)) {
            throw new IOException("no archive was made: " + Files.readString(folder.resolve("log")));
        }
        return archive;
    }
}
