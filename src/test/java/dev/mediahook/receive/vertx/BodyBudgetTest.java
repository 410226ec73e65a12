package dev.mediahook.receive.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final List<String> shed = new ArrayList<>();
    private final BodyBudget budget = new BodyBudget(100);

    @Test
    void theBodyThatHasBeenArrivingLongestMakesRoom() {
        BodyBudget.Arriving stalled = body("stalled");
        BodyBudget.Arriving younger = body("younger");
        assertThat(budget.take(stalled, 0, 60)).isTrue();
        assertThat(budget.take(younger, 0, 30)).isTrue();

        assertThat(budget.take(body("new"), 0, 50)).isTrue();

        assertThat(shed).containsExactly("stalled");
        assertThat(budget.left()).isEqualTo(20);
        assertThat(budget.arrived(stalled)).as("the stalled body stays closed").isFalse();
        assertThat(budget.take(stalled, 60, 1)).isFalse();
        assertThat(budget.arrived(younger)).isTrue();
    }

    @Test
    void whatHasArrivedKeepsItsBytesUntilItIsAnswered() {
        BodyBudget.Arriving whole = body("whole");
        budget.take(whole, 0, 80);
        budget.arrived(whole);

        BodyBudget.Arriving next = body("next");
        assertThat(budget.take(next, 0, 30)).isFalse();
        budget.leave(next);
        assertThat(shed).isEmpty();

        budget.giveBack(80);
        assertThat(budget.take(next, 0, 30)).isTrue();
        budget.leave(next);
        assertThat(budget.left()).isEqualTo(100);
    }

    private BodyBudget.Arriving body(String name) {
        return () -> shed.add(name);
    }
}
