package assay.agent.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import assay.agent.coordinator.UpdateDesk.Vault;
import assay.agent.joint.WeightStore;
import assay.chain.Account;
import assay.chain.Bytes32;
import assay.registry.content.Cid;
import assay.registry.content.DagContentStore;
import assay.registry.content.InMemoryBlockStore;
import assay.registry.seal.AgeIdentity;
import assay.registry.seal.Sealer;
import assay.training.checkpoint.Safetensors;
import assay.training.checkpoint.Weights;
import assay.training.federated.round.FederatedPlan;
import assay.training.federated.round.LeftOut;
import assay.training.federated.round.SentUpdate;
import assay.training.federated.round.SignedUpdate;
import assay.training.federated.round.SiteUpdate;
import assay.training.spec.Architectures;
import assay.training.spec.ModelSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a round refuses, each by name; the others count. */
class UpdateDeskTest {

  private static final int ROUND = 3;
  private static final int SAMPLES = 100;
  private static final Bytes32 MODEL = Bytes32.keccak256("model");
  private static final Bytes32 GRANT = Bytes32.keccak256("grant");
  private static final List<Account> SITES =
      Stream.of(Federation.ANNA, Federation.BRUNO)
          .sorted(Comparator.comparing(Account::address))
          .toList();
  private static final Account SITE = SITES.get(0);
  private static final Account OTHER = SITES.get(1);
  private static final AgeIdentity IDENTITY = AgeIdentity.generate(new SecureRandom());

  private final WeightStore store = new WeightStore(new DagContentStore(new InMemoryBlockStore()));
  private final UpdateDesk desk = desk(Federation.MODEL, Set.of());

  private UpdateDesk desk(ModelSpec model, Set<Bytes32> countedBefore) {
    FederatedPlan plan =
        new FederatedPlan(
            Federation.BOUNTY.value(),
            Federation.COORDINATOR.address(),
            ROUND,
            MODEL,
            Cid.of(Cid.Codec.RAW, new byte[] {1}),
            SITES.stream()
                .map(
                    site ->
                        new FederatedPlan.Site(
                            site.address(), Bytes32.ZERO, 1, GRANT, SAMPLES, "c2VhbGVk"))
                .toList());
    return new UpdateDesk(plan, new Vault(store, model, IDENTITY), countedBefore);
  }

  private static byte[] plain() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try {
      float[] flat = new float[(int) Federation.MODEL.parameterCount()];
      Arrays.fill(flat, 0.5f);
      Safetensors.write(Weights.of(Federation.MODEL, flat), plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return plain.toByteArray();
  }

  private static byte[] sealed(byte[] plain) {
    return new Sealer().sealMessage(plain, IDENTITY.recipient());
  }

  private static SiteUpdate said(Account site, byte[] sealed) {
    return new SiteUpdate(
        Federation.JOB, ROUND, site.address(), GRANT, SAMPLES, MODEL, Bytes32.sha256(sealed), 0);
  }

  private SentUpdate sent(Account site, byte[] plain) {
    byte[] sealed = sealed(plain);
    return new SentUpdate(SignedUpdate.by(site, said(site, sealed)), store.put(sealed));
  }

  private SentUpdate good(Account site) {
    return sent(site, plain());
  }

  private String refusal(SentUpdate sent) {
    List<LeftOut> refused = desk.take(List.of(sent));
    assertThat(desk.accepted()).isEmpty();
    assertThat(desk.awaited()).doesNotContain(sent.signed().statement().site());
    assertThat(refused).hasSize(1).isEqualTo(desk.leftOut());
    return refused.get(0).why();
  }

  private String refusalOf(SiteUpdate said) {
    return refusal(
        new SentUpdate(SignedUpdate.by(SITE, said), new Cid(Cid.Codec.DAG_PB, Bytes32.ZERO)));
  }

  @Test
  void shouldTakeWhatAnswersThePlan() {
    assertThat(desk.take(List.of(good(SITE), good(OTHER)))).isEmpty();
    assertThat(desk.accepted())
        .extracting(sent -> sent.signed().statement().site())
        .containsExactly(SITE.address(), OTHER.address());
    assertThat(desk.awaited()).isEmpty();
  }

  @Test
  void shouldGoOnWithTheOthersWhenOneIsRefused() {
    byte[] sealed = sealed(plain());
    SentUpdate forged =
        new SentUpdate(SignedUpdate.by(OTHER, said(SITE, sealed)), store.put(sealed));

    desk.take(List.of(forged, good(OTHER)));

    assertThat(desk.accepted()).hasSize(1);
    assertThat(desk.leftOut()).extracting(LeftOut::site).containsExactly(SITE.address());
  }

  @Test
  void shouldRefuseWhatTheSiteDidNotSign() {
    byte[] sealed = sealed(plain());

    assertThat(
            refusal(new SentUpdate(SignedUpdate.by(OTHER, said(SITE, sealed)), store.put(sealed))))
        .isEqualTo("It is not signed by the site.");
  }

  @Test
  void shouldRefuseAnotherRound() {
    SiteUpdate said = said(SITE, plain());
    assertThat(
            refusalOf(
                new SiteUpdate(
                    said.job(), 2, said.site(), GRANT, SAMPLES, MODEL, said.update(), 0)))
        .contains("It is for round 2, and round 3 is on.");
  }

  @Test
  void shouldRefuseAnotherModel() {
    SiteUpdate said = said(SITE, plain());
    assertThat(
            refusalOf(
                new SiteUpdate(
                    said.job(), ROUND, said.site(), GRANT, SAMPLES, GRANT, said.update(), 0)))
        .contains("It began with the model " + GRANT);
  }

  @Test
  void shouldRefuseAnotherGrant() {
    SiteUpdate said = said(SITE, plain());
    assertThat(
            refusalOf(
                new SiteUpdate(
                    said.job(), ROUND, said.site(), MODEL, SAMPLES, MODEL, said.update(), 0)))
        .contains("It was trained under grant " + MODEL);
  }

  @Test
  void shouldRefuseMoreSamplesThanTheVersionWasRegisteredWith() {
    SiteUpdate said = said(SITE, plain());
    assertThat(
            refusalOf(
                new SiteUpdate(
                    said.job(), ROUND, said.site(), GRANT, SAMPLES + 1, MODEL, said.update(), 0)))
        .contains("It counts 101 samples; the version was registered with 100.");
  }

  /** The CID of a tree of blocks is not the file's hash: only the file itself tells. */
  @Test
  void shouldRefuseAFileThatIsNotTheOneThatWasSigned() {
    ModelSpec large = Architectures.perceptron(784, 512, 10, 1);
    byte[] sealed =
        store.sealed(
            Weights.of(large, new float[(int) large.parameterCount()]), IDENTITY.recipient());
    SentUpdate swapped =
        new SentUpdate(SignedUpdate.by(SITE, said(SITE, plain())), store.put(sealed));
    UpdateDesk other = desk(large, Set.of());

    other.take(List.of(swapped));

    assertThat(other.leftOut())
        .singleElement()
        .extracting(LeftOut::why)
        .asString()
        .contains(Bytes32.sha256(sealed) + ", signed was " + Bytes32.sha256(plain()));
  }

  @Test
  void shouldRefuseWhatWasCountedInAnEarlierRound() {
    SentUpdate again = good(SITE);
    UpdateDesk later = desk(Federation.MODEL, Set.of(again.signed().statement().update()));

    later.take(List.of(again));

    assertThat(later.leftOut())
        .singleElement()
        .extracting(LeftOut::why)
        .asString()
        .contains("was counted before");
  }

  @Test
  void shouldRefuseTheCopyOfAnothersUpdate() {
    byte[] sealed = sealed(plain());
    Cid cid = store.put(sealed);

    desk.take(
        List.of(
            new SentUpdate(SignedUpdate.by(SITE, said(SITE, sealed)), cid),
            new SentUpdate(SignedUpdate.by(OTHER, said(OTHER, sealed)), cid)));

    assertThat(desk.accepted())
        .extracting(sent -> sent.signed().statement().site())
        .containsExactly(SITE.address());
    assertThat(desk.leftOut())
        .singleElement()
        .extracting(LeftOut::why)
        .asString()
        .contains("was counted before");
  }

  @Test
  void shouldRefuseASecondUpdateOfASite() {
    SentUpdate first = good(SITE);

    desk.take(List.of(first, good(SITE)));
    desk.take(List.of(good(SITE)));

    assertThat(desk.accepted()).containsExactly(first);
  }

  @Test
  void shouldRefuseATruncatedFile() {
    byte[] plain = plain();

    assertThat(refusal(sent(SITE, Arrays.copyOf(plain, plain.length - 4)))).contains("ends");
  }

  @Test
  void shouldRefuseASealThatIsCut() {
    byte[] sealed = sealed(plain());
    byte[] cut = Arrays.copyOf(sealed, sealed.length - 8);

    assertThat(refusal(new SentUpdate(SignedUpdate.by(SITE, said(SITE, cut)), store.put(cut))))
        .isNotBlank();
  }

  @Test
  void shouldRefuseWhatIsNoNumber() {
    byte[] plain = plain();
    ByteBuffer.wrap(plain)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(plain.length - Float.BYTES, Float.NaN);

    assertThat(refusal(sent(SITE, plain))).contains("NaN; weights must be finite numbers");
  }

  @Test
  void shouldRefuseAnotherShape() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ModelSpec other = Architectures.perceptron(4, 3, 2, 1);
    Safetensors.write(Weights.of(other, new float[(int) other.parameterCount()]), plain);

    assertThat(refusal(sent(SITE, plain.toByteArray()))).contains("tensor");
  }

  @Test
  void shouldRefuseWhatIsSealedToSomebodyElse() {
    byte[] sealed =
        new Sealer().sealMessage(plain(), AgeIdentity.generate(new SecureRandom()).recipient());

    assertThat(
            refusal(new SentUpdate(SignedUpdate.by(SITE, said(SITE, sealed)), store.put(sealed))))
        .isNotBlank();
  }

  /** The store may have it in a moment: the site is still awaited. */
  @Test
  void shouldWaitForAFileThatIsNotThereYet() {
    byte[] sealed = sealed(plain());
    SentUpdate early =
        new SentUpdate(SignedUpdate.by(SITE, said(SITE, sealed)), Cid.of(Cid.Codec.RAW, sealed));

    assertThat(desk.take(List.of(early))).isEmpty();
    assertThat(desk.awaited()).contains(SITE.address());

    store.put(sealed);
    desk.take(List.of(early));

    assertThat(desk.accepted()).containsExactly(early);
  }

  @Test
  void shouldKeepAStrangersWordsToOneShortLine() {
    assertThat(LeftOut.because(SITE.address(), "a\nb\u202e" + "c".repeat(400)).why())
        .startsWith("a b c")
        .endsWith(" ...")
        .hasSize(300);
  }
}
