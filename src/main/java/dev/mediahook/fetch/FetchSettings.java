package dev.mediahook.fetch;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The limits and options of the fetcher.
 *
 * @param maxBytes the largest medium, both as transferred and after its content-encoding is undone
 * @param allowAddresses addresses that may be connected to although they are not public, or are this machine's own
 * @param ours where this program itself listens
 * @param idle how long a media host may send nothing
 * @param total how long one try at one medium may take
 * @param least the slowest accepted transfer
 * @param perHost how many concurrent transfers from one address
 * @param overall how many concurrent transfers in all
 * @param parts the folder of media that have not arrived completely
 * @param toDisk whether to write parts past the page cache: useful if the store keeps this very file, wasteful if the
 *     file's bytes are read again and sent elsewhere
 */
public record FetchSettings(
        long maxBytes,
        boolean allowHttp,
        List<Cidr> allowAddresses,
        Set<InetSocketAddress> ours,
        Duration connect,
        Duration idle,
        Duration total,
        Pace.Least least,
        int perHost,
        int overall,
        Path parts,
        boolean toDisk) {

    /**
     * @param leastPerSecond how many bytes of a medium have to arrive per second, on average
     */
    public FetchSettings(
            long maxBytes,
            boolean allowHttp,
            List<Cidr> allowAddresses,
            Set<InetSocketAddress> ours,
            Duration connect,
            Duration idle,
            Duration total,
            long leastPerSecond,
            int perHost,
            int overall,
            Path parts,
            boolean toDisk) {
        this(
                maxBytes,
                allowHttp,
                allowAddresses,
                ours,
                connect,
                idle,
                total,
                Pace.Least.of(leastPerSecond),
                perHost,
                overall,
                parts,
                toDisk);
    }
}
