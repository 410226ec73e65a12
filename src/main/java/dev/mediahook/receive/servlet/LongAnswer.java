package dev.mediahook.receive.servlet;

import dev.mediahook.receive.LongBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends a long body piece by piece, on the container's own thread. */
final class LongAnswer {

    private static final long LONGEST_WAIT_SECONDS = 60;

    private LongAnswer() {}

    /**
     * Sends the whole body.
     *
     * @throws IOException if the client is gone, or the rest can't be had
     */
    static void send(HttpServletRequest request, HttpServletResponse response, LongBody body) throws IOException {
        try (body) {
            OptionalLong length = body.length();
            length.ifPresent(response::setContentLengthLong);
            if (request.getMethod().equals("HEAD")) {
                return;
            }
            OutputStream out = response.getOutputStream();
            for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
                if (piece.hasRemaining()) {
                    byte[] bytes = new byte[piece.remaining()];
                    piece.get(bytes);
                    out.write(bytes);
                } else {
                    out.flush();
                    await(body);
                }
            }
        }
    }

    private static void await(LongBody body) throws IOException {
        Semaphore more = new Semaphore(0);
        body.whenMore(more::release);
        try {
            boolean unused = more.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("the program is stopping", stopping);
        }
    }
}
