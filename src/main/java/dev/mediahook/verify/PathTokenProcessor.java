package dev.mediahook.verify;

import dev.mediahook.receive.Delivery;
import dev.mediahook.receive.Proof;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.NullUnmarked;

/** The route's step that refuses a delivery whose path does not end in the sender's token. */
@NullUnmarked
public final class PathTokenProcessor extends ServiceSupport implements Processor, VerifyingStep, CamelContextAware {

    private CamelContext camelContext;
    private String tokens;
    private PathToken token;

    private String jobId = "";
    private JobCheck jobs;

    @Override
    protected void doStart() {
        token = new PathToken(ConfiguredSecrets.of(camelContext, tokens));
        jobs = ConfiguredSecrets.jobs(camelContext, tokens, jobId);
    }

    @Override
    public List<String> switches() {
        return List.of(tokens);
    }

    @Override
    public boolean takesToken() {
        return true;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Delivery delivery = exchange.getMessage().getMandatoryBody(Delivery.class);
        ConfiguredSecrets.admit(delivery, token.verify(delivery), jobs, secret -> PathToken.verify(delivery, secret));
        exchange.getMessage().setBody(delivery.provenBy(Proof.TOKEN));
    }

    /** The name of the property that holds the tokens, comma-separated. */
    public void setTokens(String tokens) {
        this.tokens = tokens;
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
