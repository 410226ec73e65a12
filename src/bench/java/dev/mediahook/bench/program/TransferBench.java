package dev.mediahook.bench.program;

import dev.mediahook.store.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast media come from a loopback server into the store, against other tools that do the same in the same run: a
 * large medium against curl and the AWS command line, many small ones against curl's parallel mode, and many large ones
 * at once in little memory.
 */
final class TransferBench {

    private static final long MIB = 1L << 20;
    private static final int TURNS = 5;
    private static final int FOLDER_TURNS = 9;
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
            largeToS3(media, s3);
            atOnce(media, List.of("-Dmediahook.media.store=" + s3.uri()), "S3");
        }
    }

    /** Each begins with the disk at rest and the other's file deleted; who goes first changes from turn to turn. */
    private static void large(MediaFiles media, Path work) throws Exception {
        try (AtRest rest = new AtRest();
                Program program = Program.start(SMALL)) {
            Media client = new Media(program, media);
            double warm = kept(client, program, rest) + curled(media, work, rest);
            List<Double> ours = new ArrayList<>();
            List<Double> curls = new ArrayList<>();
            for (int turn = 1; turn <= FOLDER_TURNS; turn++) {
                double early = turn % 2 == 0 ? curled(media, work, rest) : 0;
                double seconds = kept(client, program, rest);
                double curl = early == 0 ? curled(media, work, rest) : early;
                System.out.printf(
                        "turn %d  1 GiB to a folder   %5.2f s (hashed, synced, named)   curl -o %5.2f s%n",
                        turn, seconds, curl);
                ours.add(seconds);
                curls.add(curl);
            }
            System.out.printf(
                    "1 GiB to a folder: %.2f of curl's speed over all turns, %.2f by the medians%n",
                    sum(curls) / sum(ours), median(curls) / median(ours));
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

    /** Every other turn the others go first: who comes later finds the memory of what was deleted. */
    private static void largeToS3(MediaFiles media, S3Server s3) throws Exception {
        if (Tool.onPath("aws").isEmpty()) {
            System.out.println("aws is not on the PATH: install the AWS command line to compare with it");
            return;
        }
        List<String> options = new ArrayList<>(SMALL);
        options.add("-Dmediahook.media.store=" + s3.uri());
        try (AtRest rest = new AtRest();
                Program program = Program.start(options)) {
            Media client = new Media(program, media);
            double warm = piped(media, s3, rest) + stored(client, s3, rest);
            List<Double> ours = new ArrayList<>();
            List<Double> copies = new ArrayList<>();
            for (int turn = 1; turn <= TURNS; turn++) {
                double early = turn % 2 == 0 ? piped(media, s3, rest) : 0;
                double seconds = stored(client, s3, rest);
                double copy = early == 0 ? piped(media, s3, rest) : early;
                System.out.printf(
                        "turn %d  1 GiB to S3   %5.2f s (fetched, hashed, sent)   curl | aws s3 cp - %5.2f s%n",
                        turn, seconds, copy);
                ours.add(seconds);
                copies.add(copy);
            }
            System.out.printf(
                    "1 GiB to S3: %.2f of the speed of the AWS command line's copy over all turns%n",
                    sum(copies) / sum(ours));
        }
    }

    private static double stored(Media client, S3Server s3, AtRest rest) throws Exception {
        s3.empty();
        rest.await();
        return client.stored(1, 1024 * MIB, PATIENCE);
    }

    private static double piped(MediaFiles media, S3Server s3, AtRest rest) throws Exception {
        s3.empty();
        rest.await();
        return Tool.awsCopy(media.url(1024 * MIB, "aws"), 1024 * MIB, s3);
    }

    private static void images(MediaFiles media, Path work) throws Exception {
        int count = 2000;
        try (Program program = Program.start(SMALL)) {
            Media client = new Media(program, media);
            client.stored(200, 100_000, PATIENCE);
            for (int turn = 1; turn <= TURNS; turn++) {
                double seconds = client.stored(count, 100_000, PATIENCE);
                double curl = Tool.curlParallel(media, count, 100_000, work);
                System.out.printf(
                        "turn %d  %d images of 100 kB   %5.0f images/s (verified, on disk, stored)   curl --parallel %5.0f"
                                + " images/s%n",
                        turn, count, count / seconds, count / curl);
            }
        }
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
