package assay.training.audit;

import static org.assertj.core.api.Assertions.assertThat;

import assay.chain.ChainEvent;
import assay.training.bounty.BountyId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value of each kind of event: when it is altered, the claim that the table names fails. */
class AlteredEventsTest {

  private static final RecordedEvidence RECORDED = RecordedEvidence.load();
  private static final List<ChainEvent> EVENTS = RECORDED.chainEvents();

  /** An altered value and the story that it is altered in. */
  private record Place(String story, Alteration alteration) {}

  private static final Map<String, Place> PLACES = places();

  private static Map<String, Place> places() {
    Map<String, Place> first = new TreeMap<>();
    RECORDED
        .bounties()
        .forEach(
            (story, id) ->
                Alteration.all(EVENTS, new BountyId(id))
                    .forEach(one -> first.putIfAbsent(one.name(EVENTS), new Place(story, one))));
    return first;
  }

  private static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    try (InputStream in = AlteredEventsTest.class.getResourceAsStream("altered-events.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" "))
          .forEach(words -> table.put(words[0], words[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  static Stream<String> values() {
    return table().keySet().stream();
  }

  @Test
  void shouldHaveALineForEveryValueOfEveryEventAboutABounty() {
    assertThat(PLACES.keySet()).containsExactlyElementsOf(table().keySet());
  }

  @ParameterizedTest
  @MethodSource("values")
  void shouldFailInTheNameThatTheTableGives(String value) {
    Place place = PLACES.get(value);
    List<ChainEvent> altered = place.alteration().apply(EVENTS, new Random(value.hashCode()));

    List<Claim> claims =
        new BountyAudit(
                RECORDED.evidence(altered, RECORDED.blockStore()), RECORDED.bounty(place.story()))
            .claims();

    assertThat(
            claims.stream()
                .filter(Claim::fails)
                .map(claim -> claim.name().text())
                .collect(Collectors.toSet()))
        .contains(table().get(value));
  }
}
