package dev.mediahook.verify;

import dev.mediahook.receive.Delivery;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.NullUnmarked;

/**
 * The route's step that refuses a delivery whose HMAC is not the sender's. Configured by setters from a route file;
 * builds its immutable {@link HmacSignature} when the route starts.
 */
@NullUnmarked
public final class HmacSignatureProcessor extends ServiceSupport
        implements Processor, VerifyingStep, CamelContextAware {

    private CamelContext camelContext;
    private String header;
    private String prefix = "";
    private SignatureEncoding encoding = SignatureEncoding.HEX;
    private String algorithm = "HmacSHA256";
    private KeyDerivation key = KeyDerivation.WHOLE_TEXT;
    private String secrets;
    private HmacSignature signature;

    private String jobId = "";
    private JobCheck jobs;

    @Override
    protected void doStart() {
        signature = new HmacSignature(
                header, prefix, encoding, algorithm, key, ConfiguredSecrets.of(camelContext, secrets));
        jobs = ConfiguredSecrets.jobs(camelContext, secrets, jobId);
    }

    @Override
    public List<String> switches() {
        return List.of(secrets);
    }

    @Override
    public boolean takesToken() {
        return false;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Delivery delivery = exchange.getMessage().getMandatoryBody(Delivery.class);
        ConfiguredSecrets.admit(
                delivery, signature.verify(delivery), jobs, secret -> signature.verify(delivery, secret));
    }

    /** The header that carries the signature. */
    public void setHeader(String header) {
        this.header = header;
    }

    /** What stands before the signature in the header, {@code sha256=} for instance; default nothing. */
    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** How the signature is written; default hex. */
    public void setEncoding(SignatureEncoding encoding) {
        this.encoding = encoding;
    }

    /** The HMAC's JCA name; default HmacSHA256. */
    public void setAlgorithm(String algorithm) {
        this.algorithm = algorithm;
    }

    /** How a secret becomes a key; default its whole text. */
    public void setKey(KeyDerivation key) {
        this.key = key;
    }

    /** The name of the property that holds the secrets, comma-separated. */
    public void setSecrets(String secrets) {
        this.secrets = secrets;
    }

    /** Where a body names its job: what was derived for that job alone is valid too. Left out: nothing else is. */
    public void setJobId(String jobId) {
        this.jobId = jobId;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }
}
