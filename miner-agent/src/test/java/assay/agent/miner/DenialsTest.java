package assay.agent.miner;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.Agent;
import assay.agent.OfflineHome;
import assay.agent.loop.Narrator;
import assay.agent.loop.Note;
import assay.agent.platform.Mailbox;
import assay.agent.platform.PlatformClient.AccessRequest;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.VersionId;
import assay.registry.grant.Purpose;
import assay.training.bounty.BountyId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenialsTest {

  private static final VersionId VERSION =
      new VersionId(new DatasetId(Bytes32.keccak256("dataset")), 1);

  @TempDir private Path folder;
  private final List<Note> notes = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Mailbox mailbox;
  private Agent agent;
  private Denials denials;

  @BeforeEach
  void openAgent() throws IOException {
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    mailbox = new Mailbox();
    agent = Agent.open(OfflineHome.in(folder, mailbox.address()), clock, new SecureRandom());
    denials = new Denials(agent, new Narrator(clock, notes::add));
  }

  @AfterEach
  void close() {
    agent.close();
    mailbox.close();
  }

  private static AccessRequest request(String bounty) {
    return new AccessRequest(
        VERSION,
        new Address("0x" + "12".repeat(20)),
        Purpose.TRAIN,
        Bytes32.keccak256(bounty),
        "I train.");
  }

  private void look() {
    denials.tell();
    now = now.plusSeconds(60);
  }

  @Test
  void shouldGoOnTellingWhenTheClockIsSetBackAnHour() {
    look();
    now = now.minusSeconds(3600);
    agent.platform().tellDenied(request("first"), "Not for this.");
    look();

    assertThat(notes).hasSize(1);
  }

  @Test
  void shouldTellEachDenialOnceInTheOwnersWords() {
    agent.platform().tellDenied(request("first"), "Not for this.");
    agent.platform().tellGranted(request("second"));
    look();
    look();
    agent.platform().tellDenied(request("third"), "Nor for that.");
    look();

    assertThat(notes).extracting(Note::event).containsOnly("access-denied").hasSize(2);
    assertThat(denials.has(new BountyId(Bytes32.keccak256("first")), VERSION)).isTrue();
    assertThat(denials.has(new BountyId(Bytes32.keccak256("second")), VERSION)).isFalse();
    assertThat(notes.get(0).message()).contains("\"Not for this.\"").contains("to train");
    assertThat(notes.get(1).message()).contains("\"Nor for that.\"");
  }
}
