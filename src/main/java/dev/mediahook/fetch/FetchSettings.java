package dev.mediahook.fetch;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the fetcher may do.
 *
 * @param maxBytes for one medium, as it is transferred and after its content-encoding is undone
 * @param allowAddresses may be connected to though they are not public, or are this machine's own
 * @param ours where this program itself listens
 * @param idle how long a media host may send nothing
 * @param total how long one try at one medium may take
 * @param least how fast one has to arrive
 * @param perHost how many transfers from one address at once
 * @param overall how many transfers at once
 * @param parts the folder of what has not arrived whole
 * @param toDisk whether parts are written past the page cache: right where the store keeps the very file, a waste where its
 *     bytes are read again to go elsewhere
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
     * @param leastPerSecond how many bytes of a medium have to arrive in a second, on average
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
