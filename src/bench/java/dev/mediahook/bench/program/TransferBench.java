package dev.mediahook.bench.program;

import dev.mediahook.store.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures how fast media come from a loopback server into the store, and compares with other tools in the same run. A
 * large medium is compared with curl and the AWS command line, and many small ones with curl's parallel mode. Many
 * large media at once show how much memory they need.
 */
final class TransferBench {

    private static final long MIB = 1L << 20;
    private static final int TURNS = Integer.getInteger("mediahook.bench.turns", 5);
    private static final int FOLDER_TURNS = 9;
    /** How many media of one sender Mediahook fetches at once. */
    private static final int AT_ONCE = 16;
    /** How long images are stored before the first turn: the JVM compiles the routes while it runs them. */
    private static final int WARM_UP_SECONDS = 60;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> SMALL = List.of("-Xmx256m");

    private TransferBench() {}

    /**
     * @param what folder, images or s3
     */
    static void run(String what) throws Exception {
        Path work = Files.createTempDirectory("mediahook-transfer");
        try (MediaFiles media = new MediaFiles()) {
            switch (what) {
                case "folder" -> {
                    large(media, work);
                    atOnce(media, List.of(), "folder");
                }
                case "images" -> images(media, work);
                default -> s3(media, work);
            }
        } finally {
            Program.delete(work);
        }
    }

    private static void s3(MediaFiles media, Path work) throws Exception {
        try (S3Server s3 = S3Server.start(Files.createDirectories(work.resolve("s3")))) {
            largeToS3(media, work, s3);
            atOnce(media, List.of("-Dmediahook.media.store=" + s3.uri()), "S3");
        }
    }

    private static void large(MediaFiles media, Path work) throws Exception {
        try (AtRest rest = new AtRest();
                Program program = Program.start(SMALL)) {
            Media client = new Media(program, media);
            compare(
                    "1 GiB to a folder",
                    FOLDER_TURNS,
                    List.of(
                            new Side("Mediahook", () -> kept(client, program, rest)),
                            new Side("curl -o", () -> curled(media, work, rest))));
        }
    }

    /**
     * One of the compared tools. All run in each turn, and the order changes from turn to turn. The first turn is not
     * counted.
     */
    private record Side(String name, Callable<Double> seconds) {}

    private static void compare(String work, int turns, List<Side> sides) throws Exception {
        Map<Side, List<Double>> all = new LinkedHashMap<>();
        sides.forEach(side -> all.put(side, new ArrayList<>()));
        List<Side> order = new ArrayList<>(sides);
        for (int turn = 0; turn <= turns; turn++) {
            for (Side side : order) {
                all.get(side).add(side.seconds().call());
            }
            Collections.rotate(order, 1);
            if (turn > 0) {
                System.out.printf("turn %d  %s", turn, work);
                for (Side side : sides) {
                    System.out.printf(
                            "   %s %5.2f s", side.name(), all.get(side).get(turn));
                }
                System.out.println();
            }
        }
        List<Double> ours = all.get(sides.get(0)).subList(1, turns + 1);
        for (Side other : sides.subList(1, sides.size())) {
            List<Double> theirs = all.get(other).subList(1, turns + 1);
            System.out.printf(
                    "%s: %.2f of the speed of %s over all turns, %.2f by the medians%n",
                    work, sum(theirs) / sum(ours), other.name(), median(theirs) / median(ours));
        }
    }

    private static double kept(Media client, Program program, AtRest rest) throws Exception {
        rest.await();
        double seconds = client.stored(1, 1024 * MIB, PATIENCE);
        Program.delete(program.folder().resolve("data/media/bluma"));
        return seconds;
    }

    private static double curled(MediaFiles media, Path work, AtRest rest) throws Exception {
        Path file = work.resolve("curl");
        rest.await();
        double seconds = Tool.curl(media.url(1024 * MIB, "curl"), file);
        Files.delete(file);
        return seconds;
    }

    private static double sum(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    private static void largeToS3(MediaFiles media, Path work, S3Server s3) throws Exception {
        List<String> options = new ArrayList<>(SMALL);
        options.add("-Dmediahook.media.store=" + s3.uri());
        try (AtRest rest = new AtRest();
                Program program = Program.start(options)) {
            Media client = new Media(program, media);
            List<Side> sides = new ArrayList<>();
            sides.add(new Side("Mediahook", () -> stored(client, s3, rest)));
            if (Tool.onPath("aws").isPresent()) {
                sides.add(new Side("aws s3 cp of a file", () -> copied(media, work, s3, rest)));
                sides.add(new Side("curl | aws s3 cp -", () -> piped(media, s3, rest)));
            } else {
                System.out.println("aws is not on the PATH: install the AWS command line to compare with it");
            }
            compare("1 GiB to S3", TURNS, sides);
        }
    }

    private static double stored(Media client, S3Server s3, AtRest rest) throws Exception {
        s3.empty();
        rest.await();
        return client.stored(1, 1024 * MIB, PATIENCE);
    }

    /** Measures only the copy of a medium that was fetched before. */
    private static double copied(MediaFiles media, Path work, S3Server s3, AtRest rest) throws Exception {
        Path file = work.resolve("medium.mp4");
        double unused = Tool.curl(media.url(1024 * MIB, "aws"), file);
        s3.empty();
        rest.await();
        double seconds = Tool.awsCopy(file.toString(), s3);
        Files.delete(file);
        return seconds;
    }

    /** Measures the same work from the same URL. The copy begins while the rest of the medium is still on its way. */
    private static double piped(MediaFiles media, S3Server s3, AtRest rest) throws Exception {
        s3.empty();
        rest.await();
        return Tool.awsPipe(media.url(1024 * MIB, "aws"), 1024 * MIB, s3);
    }

    /**
     * Compares with the disk's own limit at the same number of files at once, and with curl, which neither hashes nor
     * syncs.
     */
    private static void images(MediaFiles media, Path work) throws Exception {
        int count = 2000;
        int bytes = 100_000;
        double ours = 0;
        double limits = 0;
        try (Program program = Program.start(SMALL)) {
            Media client = new Media(program, media);
            WriteLimit limit = new WriteLimit(AT_ONCE);
            System.out.printf("cold: %.0f/s%n", count / client.stored(count, bytes, PATIENCE));
            double warmUp = 0;
            while (warmUp < WARM_UP_SECONDS) {
                double seconds = client.stored(count, bytes, PATIENCE);
                warmUp += seconds;
                System.out.printf("warm-up: %.0f/s%n", count / seconds);
            }
            for (int turn = 1; turn <= TURNS; turn++) {
                double seconds = client.stored(count, bytes, PATIENCE);
                double written = limit.write(work.resolve("limit"), count, bytes, true);
                double unsynced = limit.write(work.resolve("limit"), count, bytes, false);
                double curl = Tool.curlParallel(media, count, bytes, work);
                ours += seconds;
                limits += written;
                System.out.printf(
                        "turn %d  %d images of 100 kB   Mediahook %5.0f/s   written, synced and renamed %5.0f/s"
                                + "   without folders' syncs %5.0f/s   curl --parallel %5.0f/s%n",
                        turn, count, count / seconds, count / written, count / unsynced, count / curl);
            }
        }
        System.out.printf("images of 100 kB: %.2f of the limit's rate over all turns%n", limits / ours);
    }

    private static void atOnce(MediaFiles media, List<String> more, String store) throws Exception {
        List<String> options = new ArrayList<>(SMALL);
        options.addAll(more);
        options.add("-Dmediahook.dispatch.workers=64");
        options.add("-Dmediahook.media.per-host=64");
        try (Program program = Program.start(options)) {
            Media client = new Media(program, media);
            double seconds = client.stored(64, 64 * MIB, PATIENCE);
            System.out.printf(
                    "64 media of 64 MiB at once to %-6s  %5.1f s   heap 256 MB, resident at most %d MB%n",
                    store, seconds, program.peakMegabytes());
        }
    }
}
