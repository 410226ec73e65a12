package dev.mediahook.inbox;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Makes an Error that a step throws the failure of its exchange, as Camel does with exceptions. Otherwise Camel goes on
 * with the next step as if the step had succeeded: a delivery would be kept whose signature was never checked, and a
 * split would wait for its part for ever.
 */
public final class StepErrorsStrategy implements InterceptStrategy {

    private final Predicate<Exchange> guarded;

    /**
     * @param guarded which exchanges to do so for; a host's own are none of our business
     */
    public StepErrorsStrategy(Predicate<Exchange> guarded) {
        this.guarded = guarded;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor step, Processor nextStep) {
        return new Guarded(AsyncProcessorConverterHelper.convert(step), guarded);
    }

    private static final class Guarded extends DelegateAsyncProcessor {

        private final Predicate<Exchange> guarded;

        Guarded(AsyncProcessor step, Predicate<Exchange> guarded) {
            super(step);
            this.guarded = guarded;
        }

        /**
         * A step that ends at once says so before its Error gets here: that word is passed on only after its end. One that
         * has steps of its own may say both, that it has ended later and that it ended at once: the first counts.
         */
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (!guarded.test(exchange)) {
                return super.process(exchange, callback);
            }
            boolean ended;
            AtomicBoolean told = new AtomicBoolean();
            try {
                ended = super.process(exchange, atOnce -> {
                    if (!atOnce && told.compareAndSet(false, true)) {
                        callback.done(false);
                    }
                });
            } catch (Error error) {
                exchange.setException(error);
                ended = true;
            }
            if (ended && told.compareAndSet(false, true)) {
                callback.done(true);
            }
            return ended;
        }
    }
}
