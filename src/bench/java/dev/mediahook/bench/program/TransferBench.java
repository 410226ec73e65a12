package dev.mediahook.bench.program;

import dev.mediahook.store.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How fast media come from a loopback server into the store, against other tools that do the same in the same run: a
 * large medium against curl and the AWS command line, many small ones against curl's parallel mode, and many large ones
 * at once in little memory.
 */
final class TransferBench {

    private static final long MIB = 1L << 20;
    private static final int TURNS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> SMALL = List.of("-Xmx256m");

    private TransferBench() {}

    static void run() throws Exception {
        Path work = Files.createTempDirectory("mediahook-transfer");
        try (MediaFiles media = new MediaFiles()) {
            large(media, work);
            images(media, work);
            atOnce(media, List.of(), "folder");
            try (S3Server s3 = S3Server.start(Files.createDirectories(work.resolve("s3")))) {
                largeToS3(media, work, s3);
                atOnce(media, List.of("-Dmediahook.media.store=" + s3.uri()), "S3");
            }
        } finally {
            Program.delete(work);
        }
    }

    private static void large(MediaFiles media, Path work) throws Exception {
        double ours = 0;
        double curls = 0;
        try (Program program = Program.start(SMALL)) {
            Media client = new Media(program, media);
            client.stored(1, 16 * MIB, PATIENCE);
            for (int turn = 1; turn <= TURNS; turn++) {
                double seconds = client.stored(1, 1024 * MIB, PATIENCE);
                double curl = Tool.curl(media.url(1024 * MIB, "curl" + turn), work.resolve("curl"));
                Files.deleteIfExists(work.resolve("curl"));
                System.out.printf(
                        "turn %d  1 GiB to a folder   %5.2f s (hashed, synced, named)   curl -o %5.2f s%n",
                        turn, seconds, curl);
                ours += seconds;
                curls += curl;
            }
            System.out.printf("1 GiB to a folder: %.2f of curl's speed%n", curls / ours);
        }
    }

    private static void largeToS3(MediaFiles media, Path work, S3Server s3) throws Exception {
        Optional<Path> aws = Tool.onPath("aws");
        if (aws.isEmpty()) {
            System.out.println("aws is not on the PATH: install the AWS command line to compare with it");
        }
        double ours = 0;
        double theirs = 0;
        List<String> options = new ArrayList<>(SMALL);
        options.add("-Dmediahook.media.store=" + s3.uri());
        try (Program program = Program.start(options)) {
            Media client = new Media(program, media);
            client.stored(1, 80 * MIB, PATIENCE);
            Path local = work.resolve("medium.mp4");
            double unused = Tool.curl(media.url(1024 * MIB, "aws"), local);
            for (int turn = 1; turn <= TURNS; turn++) {
                double seconds = client.stored(1, 1024 * MIB, PATIENCE);
                double copy = aws.isPresent() ? Tool.awsCopy(local, s3, "copy-" + turn) : 0;
                System.out.printf(
                        "turn %d  1 GiB to S3         %5.2f s (fetched, hashed, sent)   aws s3 cp %5.2f s (sent)%n",
                        turn, seconds, copy);
                ours += seconds;
                theirs += copy;
            }
            System.out.printf(
                    "1 GiB to S3: %.2f of the AWS command line's speed, which fetches nothing%n", theirs / ours);
        }
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
