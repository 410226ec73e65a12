package dev.mediahook.submit;

import dev.mediahook.delivery.Sha256;
import dev.mediahook.log.EventLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;

/** The keys from which the secrets of submitted jobs are derived; all nodes on a database need the same keys. */
public final class ServerKeys {

    private static final Logger LOG = EventLog.of(ServerKeys.class);
    private static final String USED = "server-key.used";

    private final Keys keys;

    public ServerKeys(Keys keys) {
        this.keys = keys;
    }

    /**
     * The configured keys, of which the first makes new secrets, and the key in the database, which stays valid for
     * earlier secrets. Logs one line if the program that started last on this database has a first key that is missing
     * here.
     */
    public List<String> of(List<String> configured) {
        if (!configured.isEmpty()) {
            compare(configured.stream().map(ServerKeys::fingerprint).toList());
        }
        List<String> all = new ArrayList<>(configured);
        all.addAll(keys.server());
        return all;
    }

    private void compare(List<String> ours) {
        List<String> others =
                keys.values(USED).stream().filter(used -> !ours.contains(used)).toList();
        if (!others.isEmpty()) {
            LOG.warn(
                    "mediahook.server-key is another than a node on this database was last started with: give all nodes the"
                            + " same, else deliveries about jobs that one submits are refused by the others");
            others.forEach(keys::forget);
        }
        keys.keep(ours.get(0), USED, ours.get(0));
    }

    /** The key can't be found from its fingerprint. */
    private static String fingerprint(String key) {
        byte[] digest = Sha256.digest().digest(key.getBytes(StandardCharsets.UTF_8));
        return "used-" + HexFormat.of().formatHex(digest, 0, 8);
    }
}
