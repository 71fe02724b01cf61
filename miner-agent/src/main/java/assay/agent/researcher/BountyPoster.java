package assay.agent.researcher;

import assay.agent.Agent;
import assay.chain.Bytes32;
import assay.chain.Receipt;
import assay.registry.content.Cid;
import assay.registry.ledger.Confirmed;
import assay.training.bounty.BountyId;
import assay.training.bounty.BountyOrigin;
import assay.training.bounty.BountySpec;
import assay.training.bounty.TestSet;
import assay.training.data.DataFormat;
import assay.training.ledger.BountyTerms;
import assay.training.ledger.MarketCalls;
import assay.training.spec.ModelSpecJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Posts a bounty: commits to the hidden test set, publishes the specification, locks the money. The
 * test set and its key are kept before anything is sent.
 */
public final class BountyPoster {

  private static final int SALT_BYTES = 32;

  private final Agent agent;
  private final MarketCalls market;

  public BountyPoster(Agent agent) {
    this.agent = agent;
    this.market = agent.market();
  }

  /** Posts the bounty; returns its id once it is final. */
  public Confirmed<BountyId> post(BountyDraft draft) {
    BigInteger nonce = market.nextNonce(agent.address());
    BountyOrigin origin =
        new BountyOrigin(
            BigInteger.valueOf(agent.deployment().chainId()),
            market.address(),
            agent.address(),
            nonce);
    BountyTerms.Money money = draft.money();
    agent.ensureAvailable(money.reward().plus(money.panelFee()).plus(market.openingFee()));
    HiddenTest hidden = HiddenTest.keep(agent, origin, draft.test(), this::freshSalt);
    TestSet testSet = hidden.testSet(origin, draft.test().size());
    BountySpec spec = spec(draft, hidden);
    BountyId id = BountyId.of(origin, spec.hash());
    agent.journal().record(id.toString(), "open", Map.of("nonce", nonce.toString()));
    Receipt receipt = agent.sender().send(market.open(terms(draft, origin, testSet, hidden, spec)));
    return new Confirmed<>(id, receipt);
  }

  private BountyTerms terms(
      BountyDraft draft, BountyOrigin origin, TestSet testSet, HiddenTest hidden, BountySpec spec) {
    return new BountyTerms(
        origin.nonce(),
        new BountyTerms.Spec(publish(spec), spec.hash(), agent.identity().recipient()),
        new BountyTerms.Test(
            testSet.root(),
            testSet.size(),
            origin.testKeyCommit(hidden.identity().key()),
            draft.threshold()),
        draft.panel(),
        draft.money(),
        draft.split(),
        draft.datasets(),
        draft.windows(),
        draft.paysByContribution() ? BountyTerms.Extras.BY_CONTRIBUTION : BountyTerms.Extras.NONE);
  }

  private static BountySpec spec(BountyDraft draft, HiddenTest hidden) {
    DataFormat format = draft.test().format();
    return new BountySpec(
        BountySpec.FORMAT,
        draft.name(),
        draft.description(),
        draft.criterion().word(),
        new String(ModelSpecJson.write(draft.model()), StandardCharsets.UTF_8),
        new BountySpec.Data(format.width(), format.low(), format.high(), format.classes()),
        hidden.description(),
        draft.federated());
  }

  private Cid publish(BountySpec spec) {
    try {
      Cid cid = agent.store().put(new ByteArrayInputStream(spec.toJson()));
      agent.store().pin(cid);
      return cid;
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused to be read.", e);
    }
  }

  private Bytes32 freshSalt() {
    byte[] salt = new byte[SALT_BYTES];
    agent.random().nextBytes(salt);
    return Bytes32.of(salt);
  }
}
