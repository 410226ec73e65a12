package dev.mediahook.packaged.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** A media host that answers with endless headers, drop by drop, or with a gzip stream that holds nothing. */
final class EvilHost implements AutoCloseable {

    private static final int AT_ONCE = 300;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(null, work, "evil-host", 128 * 1024);
        thread.setDaemon(true);
        return thread;
    });

    private EvilHost(ServerSocket server) {
        this.server = server;
    }

    static EvilHost start() {
        try {
            EvilHost host = new EvilHost(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()));
            host.threads.execute(host::accept);
            return host;
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(10_000);
            String path = path(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            if (path.startsWith("/endless-headers")) {
                repeat(out, "HTTP/1.1 200 OK\r\n", "X-Header: " + "x".repeat(1000) + "\r\n", 0);
            } else if (path.startsWith("/endless-line")) {
                repeat(out, "HTTP/1.1 200 OK\r\nX-Header: ", "x".repeat(1000), 0);
            } else if (path.startsWith("/drip")) {
                repeat(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x", 1000);
            } else if (path.startsWith("/gzip")) {
                byte[] body = emptyMembers(100_000);
                out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
                out.write(body);
            } else {
                out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
            }
        } catch (IOException gone) {
            // The gateway has closed the connection, as it should.
        }
    }

    private static String path(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 20_000 && head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("closed");
            }
            head.append((char) one);
        }
        String[] words = head.toString().split(" ", 3);
        return words.length > 1 ? words[1] : "";
    }

    private void repeat(OutputStream out, String first, String more, int everyMillis) throws IOException {
        out.write(first.getBytes(ISO_8859_1));
        byte[] bytes = more.getBytes(ISO_8859_1);
        // Sends 64 MiB at most, in case the gateway never closes the connection.
        for (int i = 0; i < 64 * 1024 && !server.isClosed(); i++) {
            out.write(bytes);
            out.flush();
            if (everyMillis > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(everyMillis));
            }
        }
    }

    /** A gzip stream of many members. Each has 20 bytes and holds nothing. */
    static byte[] emptyMembers(int count) {
        try {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            new GZIPOutputStream(one).close();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                all.writeBytes(one.toByteArray());
            }
            return all.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
