package dev.mediahook.bench.program;

import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * Serves real media, padded to any size. They go from a file straight into the socket, so that the server costs very
 * little.
 */
final class MediaFiles implements AutoCloseable {

    private static final long LARGEST = 1L << 30;

    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Path video = file(MediaKind.MP4, LARGEST);
    private final Path image = file(MediaKind.JPEG, 1 << 20);

    MediaFiles() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        daemon(this::accept);
    }

    /** The URL of a medium of this size: an image below a mebibyte, else a video. */
    URI url(long bytes, String name) throws IOException {
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return URI.create("http://127.0.0.1:" + port + "/" + bytes + "/" + name);
    }

    private static Path file(MediaKind kind, long size) throws IOException {
        Path file = Files.createTempFile("mediahook-medium", "." + kind.extension());
        try (MediaHost host = MediaHost.start(0, Clock.systemUTC());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(host.bytes(kind, "medium"));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
        }
        return file;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // the bench is over
        }
    }

    private void serve(SocketChannel client) {
        ByteBuffer request = ByteBuffer.allocate(8192);
        try (client) {
            while (client.read(request) > 0) {
                String head = new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1);
                if (head.endsWith("\r\n\r\n")) {
                    request.clear();
                    answer(client, Long.parseLong(head.split("/", 3)[1]));
                }
            }
        } catch (IOException hungUp) {
            // the client has got its medium
        }
    }

    private void answer(SocketChannel client, long bytes) throws IOException {
        ByteBuffer head =
                ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\nETag: \"" + bytes + "\"\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        while (head.hasRemaining()) {
            client.write(head);
        }
        try (FileChannel file = FileChannel.open(bytes < 1 << 20 ? image : video, StandardOpenOption.READ)) {
            for (long sent = 0; sent < bytes; ) {
                sent += file.transferTo(sent, bytes - sent, client);
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "bench-media");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.delete(video);
        Files.delete(image);
    }
}
