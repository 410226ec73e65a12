package dev.mediahook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TCP proxy in front of a server. A test can cut it, or silence it while its connections stay open. */
public final class Wire implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile(":(\\d+)/");

    private final ServerSocket listening = new ServerSocket();
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean silent;
    private volatile boolean cut;

    public Wire(int to) throws IOException {
        this.to = to;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.execute(this::accept);
    }

    /**
     * @param url of a database on this machine
     */
    public static Wire to(String url) throws IOException {
        Matcher port = PORT.matcher(url);
        if (!port.find()) {
            throw new IllegalArgumentException(url);
        }
        return new Wire(Integer.parseInt(port.group(1)));
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The same database's URL, through this proxy. */
    public String through(String url) {
        return PORT.matcher(url).replaceFirst(":" + port() + "/");
    }

    /** From now on, passes nothing on and reports no error. */
    public void fallSilent() {
        silent = true;
    }

    /** Ends every connection, and each new one at once. */
    public void cut() throws IOException {
        cut = true;
        for (Socket socket : open) {
            socket.close();
        }
    }

    public void mend() {
        silent = false;
        cut = false;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                open.add(near);
                open.add(far);
                threads.execute(() -> pass(near, far));
                threads.execute(() -> pass(far, near));
            } catch (IOException closed) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private void pass(Socket from, Socket into) {
        byte[] buffer = new byte[1 << 14];
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (silent && !listening.isClosed()) {
                    LockSupport.parkNanos(10_000_000);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            open.remove(from);
        } finally {
            open.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        listening.close();
        threads.shutdownNow();
    }
}
