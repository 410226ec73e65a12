package dev.mediahook.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers as no server should, on any number of connections. */
public final class HostileServer implements AutoCloseable {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String LONG = "x".repeat(4000);

    private final ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    /** How the server answers. */
    @FunctionalInterface
    public interface Answer {
        void to(OutputStream client, CountDownLatch over) throws IOException, InterruptedException;
    }

    /** Answers that go on for as long as the client reads. */
    public enum Endless implements Answer {
        HEADERS("HTTP/1.1 200 OK\r\n", "X: " + LONG + "\r\n"),
        SHORT_HEADERS("HTTP/1.1 200 OK\r\n", "X:\r\n"),
        HEADER_LINE("HTTP/1.1 200 OK\r\nX: ", LONG),
        FOLDED_HEADER("HTTP/1.1 200 OK\r\nX: a\r\n", " a\r\n"),
        STATUS_LINE("HTTP/1.1 200 ", LONG),
        EMPTY_LINES("", "\r\n"),
        TRAILERS(CHUNKED + "1\r\na\r\n0\r\n", "X: " + LONG + "\r\n"),
        TRAILER_LINE(CHUNKED + "1\r\na\r\n0\r\nX: ", LONG),
        CHUNK_EXTENSION(CHUNKED + "1;", LONG),
        CHUNK_EXTENSIONS(CHUNKED, "1;" + LONG + "\r\na\r\n"),
        CHUNK_SIZE(CHUNKED, "0000000000"),
        INTERIM("", "HTTP/1.1 102 Processing\r\n\r\n"),
        CONTINUE("", "HTTP/1.1 100 Continue\r\n\r\n"),
        EARLY_HINTS("", "HTTP/1.1 103 Early Hints\r\nLink: " + LONG + "\r\n\r\n");

        private final byte[] start;
        private final byte[] again;

        Endless(String start, String again) {
            this.start = start.getBytes(StandardCharsets.ISO_8859_1);
            this.again = again.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void to(OutputStream client, CountDownLatch over) throws IOException {
            client.write(start);
            while (over.getCount() > 0) {
                client.write(again);
            }
        }
    }

    public HostileServer(Answer answer) throws IOException {
        server = new ServerSocket(0, 300, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    daemon(() -> talk(socket, answer));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    /** Sends the start at once, and then a byte every so many milliseconds. */
    public static Answer dripping(String start, int millis) {
        return (client, over) -> {
            client.write(start.getBytes(StandardCharsets.ISO_8859_1));
            while (!over.await(millis, TimeUnit.MILLISECONDS)) {
                client.write('x');
                client.flush();
            }
        };
    }

    /** Sends the answer and hangs up. */
    public static Answer saying(byte[] answer) {
        return (client, over) -> client.write(answer);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** How many requests arrived. */
    public int requests() {
        return requests.get();
    }

    private void talk(Socket socket, Answer answer) {
        try (socket) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (!String.valueOf(request.readLine()).isEmpty()) {}
            requests.incrementAndGet();
            answer.to(socket.getOutputStream(), over);
            socket.getOutputStream().flush();
        } catch (IOException | InterruptedException hungUp) {
            // the client has what it wanted, or hung up
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
    }
}
