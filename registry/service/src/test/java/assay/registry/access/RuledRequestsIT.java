package assay.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.TestAccounts;
import assay.registry.approval.ApprovalRules;
import assay.registry.approval.Decision;
import assay.registry.approval.Decision.Approve;
import assay.registry.approval.Decision.AskOwner;
import assay.registry.approval.Decision.Deny;
import assay.registry.approval.RulesRefusedException;
import assay.registry.catalogue.Catalogue;
import assay.registry.database.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuledRequestsIT {

  private static final Bytes32 ASSET = Bytes32.keccak256("asset");
  private static final Address OWNER = TestAccounts.number(1).address();
  private static final Address FIRST = TestAccounts.number(2).address();
  private static final Address SECOND = TestAccounts.number(3).address();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String RULE =
      """
      {"rules": [{"name": "miners", "datasets": ["all"], "purposes": ["train"],
        "allow": ["anyone"], "deny": [%s], "price": "0.05", "level": "L1", "upToLevel": "L1",
        "lifetime": "30 days", "most": %d}]}
      """;

  private TestDatabase database;
  private AccessRequests requests;
  private StandingRules rules;
  private RuledRequests ruled;

  @BeforeEach
  void registerADataset() {
    database = TestDatabase.create();
    requests = new AccessRequests(database.database());
    rules = new StandingRules(database.database());
    ruled = new RuledRequests(database.database(), requests, new Catalogue(database.database()));
    database.execute(
        "insert into asset (id, owner, kind, nonce, spec_hash, registered_at)"
            + " values (?, ?, 0, 0, '', now())",
        ASSET.hex(),
        OWNER.hex());
    database.execute(
        "insert into asset_version (asset, version, manifest, cipher_root, licence_hash, size,"
            + " min_level, added_at) values (?, 1, 'm', ?, ?, 1, 1, now())",
        ASSET.hex(),
        ASSET.hex(),
        ASSET.hex());
    database.execute(
        "insert into projected (block, hash, mined_at) values (7, ?, ?)", ASSET.hex(), time(NOW));
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Whatever is kept may be replaced. */
  private static void whatever(ApprovalRules kept) {}

  private static byte[] json(int most, Address... denied) {
    String deny =
        String.join(", ", List.of(denied).stream().map(each -> "\"" + each + "\"").toList());
    return RULE.formatted(deny, most).getBytes(StandardCharsets.UTF_8);
  }

  private void hold(int most, Address... denied) {
    rules.replace(OWNER, json(most, denied), NOW, RuledRequestsIT::whatever);
  }

  private AccessRequest ask(Address grantee, Instant at) {
    AccessRequest request = new AccessRequest(ASSET, 1, grantee, 1, Bytes32.ZERO, "Please.", at);
    requests.add(request);
    return request;
  }

  private Bytes32 give(Address grantee, Duration left) {
    Bytes32 id = Bytes32.keccak256("grant to " + grantee);
    database.execute(
        "insert into access_grant (id, asset, version, grantor, grantee, purpose, level, not_before,"
            + " expiry, price, uses_left, grant_epoch, granted_at, token, uses, nonce, deadline)"
            + " values (?, ?, 1, ?, ?, 1, 1, ?, ?, 0, 5, 0, ?, ?, 5, 1, 1)",
        id.hex(),
        ASSET.hex(),
        OWNER.hex(),
        grantee.hex(),
        time(NOW.minusSeconds(9_000)),
        time(NOW.plus(left)),
        time(NOW.minusSeconds(9_000)),
        Address.ZERO.hex());
    return id;
  }

  private Decision only() {
    List<RuledRequest> all = ruled.toOwner(OWNER, NOW);
    assertThat(all).hasSize(1);
    return all.get(0).decision();
  }

  @Test
  void shouldApproveWhatARuleGives() {
    ask(FIRST, NOW);
    hold(20);

    assertThat(only())
        .isInstanceOfSatisfying(
            Approve.class,
            approve -> {
              assertThat(approve.rule()).isEqualTo("miners");
              assertThat(approve.offer().lifetime()).isEqualTo(Duration.ofDays(30));
              assertThat(approve.offer().price().inEther()).isEqualTo("0.05");
            });
  }

  @Test
  void shouldLeaveEverythingToAnOwnerWithoutRules() {
    ask(FIRST, NOW);

    assertThat(only()).isEqualTo(new AskOwner("there is no rule"));
    assertThat(ruled.toOwner(FIRST, NOW)).isEmpty();
  }

  @Test
  void shouldApproveNoMoreAtOnceThanTheRuleGives() {
    AccessRequest late = ask(FIRST, NOW);
    AccessRequest early = ask(SECOND, NOW.minusSeconds(60));
    hold(1);

    List<RuledRequest> all = ruled.toOwner(OWNER, NOW);

    assertThat(all).extracting(RuledRequest::request).containsExactly(late, early);
    assertThat(all.get(0).decision()).isInstanceOf(AskOwner.class);
    assertThat(all.get(1).decision()).isInstanceOf(Approve.class);
  }

  @Test
  void shouldDenyWhomTheOwnerKeepsOut() {
    ask(FIRST, NOW);
    hold(20, FIRST);

    assertThat(only()).isInstanceOf(Deny.class);
  }

  @Test
  void shouldLeaveAVersionOfAStricterLevelToTheOwner() {
    database.execute("update asset_version set min_level = 2");
    ask(FIRST, NOW);
    hold(20);

    assertThat(only()).isInstanceOf(AskOwner.class);
  }

  @Test
  void shouldLeaveWhoseGrantWasTakenBackToTheOwner() {
    give(FIRST, Duration.ofDays(1));
    database.execute("update access_grant set revoked_at = now()");
    ask(FIRST, NOW);
    hold(20);

    assertThat(only())
        .isEqualTo(new AskOwner("a grant to it was taken back; only the owner lets it in again"));
  }

  @Test
  void shouldCountARevocationThatIsPending() {
    Bytes32 grant = give(FIRST, Duration.ofDays(1));
    database.execute(
        "insert into chain_event (block, log_index, block_hash, transaction, contract, name,"
            + " payload, mined_at) values (8, 0, 'h', 't', 'ACCESS_GRANTS', 'Revoked', ?::jsonb, now())",
        "{\"id\": \"" + grant.hex() + "\"}");
    ask(FIRST, NOW);
    hold(20);

    assertThat(only())
        .isEqualTo(new AskOwner("a grant to it was taken back; only the owner lets it in again"));
    assertThat(ruled.toOwner(OWNER, NOW).get(0).standing()).isEmpty();
  }

  @Test
  void shouldNotGrantAgainWhatHasEnded() {
    give(FIRST, Duration.ofSeconds(-1));
    ask(FIRST, NOW);
    hold(20);

    assertThat(only())
        .isEqualTo(new AskOwner("it was granted before; only the owner grants it again"));
  }

  @Test
  void shouldNameTheGrantThatStandsAlready() {
    Bytes32 grant = give(FIRST, Duration.ofDays(1));
    ask(FIRST, NOW);
    hold(20);

    assertThat(ruled.toOwner(OWNER, NOW).get(0).standing()).contains(grant);
    assertThat(only()).isInstanceOf(AskOwner.class);
  }

  @Test
  void shouldKeepTheRulesOfBeforeWhereNewOnesAreRefused() {
    hold(20);
    byte[] unclear = "{\"rules\": [{\"name\": \"x\"}]}".getBytes(StandardCharsets.UTF_8);
    byte[] tooLong = new byte[StandingRules.MAX_BYTES + 1];

    assertThatThrownBy(() -> rules.replace(OWNER, unclear, NOW, RuledRequestsIT::whatever))
        .isInstanceOf(RulesRefusedException.class);
    assertThatThrownBy(() -> rules.replace(OWNER, tooLong, NOW, RuledRequestsIT::whatever))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessageContaining("at most 65536");
    assertThatThrownBy(
            () ->
                rules.replace(
                    OWNER,
                    json(3),
                    NOW,
                    kept -> {
                      throw new IllegalStateException("others are kept: " + kept.rules().size());
                    }))
        .hasMessage("others are kept: 1");

    assertThat(rules.of(OWNER)).isEqualTo(ApprovalRules.parse(json(20)));
    assertThat(rules.of(FIRST)).isEqualTo(ApprovalRules.NONE);
  }
}
