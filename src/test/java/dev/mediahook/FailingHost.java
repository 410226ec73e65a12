package dev.mediahook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A media host that fails in every way that {@link Way} lists, and counts its open connections. */
final class FailingHost implements AutoCloseable {

    /** How a transfer fails, and the reason that is recorded for it. */
    enum Way {
        NOT_PUBLIC("address_refused", ""),
        GONE("url_expired", "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone"),
        IN_TROUBLE("fetch_failed", "HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops"),
        RESET("truncated", "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 900\r\n\r\nsome"),
        CUT("truncated", "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nsome"),
        SILENT("fetch_failed", "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 900\r\n\r\nsome"),
        LARGE("too_large", "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nsome"),
        PAGE(
                "not_media",
                "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 20\r\n\r\n<html>an error page.\r\n"),
        LOOP("too_many_redirects", "HTTP/1.1 302 Found\r\nLocation: /LOOP\r\nContent-Length: 0\r\n\r\n");

        final String reason;
        private final String answer;

        Way(String reason, String answer) {
            this.reason = reason;
            this.answer = answer;
        }
    }

    private final ServerSocket server;
    private final ExecutorService talks = Executors.newCachedThreadPool();
    private final AtomicInteger open = new AtomicInteger();

    FailingHost() throws IOException {
        server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        talks.execute(this::accept);
    }

    String url(Way way) {
        return way == Way.NOT_PUBLIC
                ? "http://10.0.0.1/a"
                : "http://127.0.0.1:" + server.getLocalPort() + "/" + way.name();
    }

    int openConnections() {
        return open.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.incrementAndGet();
                talks.execute(() -> talk(socket));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            boolean more = true;
            while (more) {
                String request = request(socket.getInputStream());
                more = !request.isEmpty() && answer(socket, wayOf(request));
            }
        } catch (IOException hungUp) {
            // the client hung up
        } finally {
            open.decrementAndGet();
        }
    }

    private static Way wayOf(String request) {
        return Way.valueOf(request.substring(request.indexOf('/') + 1, request.indexOf(" HTTP/")));
    }

    private static boolean answer(Socket socket, Way way) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(way.answer.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (way == Way.RESET) {
            socket.setSoLinger(true, 0);
        }
        return way != Way.RESET && way != Way.CUT;
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (c == '\n' && head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        server.close();
        talks.shutdownNow();
    }
}
