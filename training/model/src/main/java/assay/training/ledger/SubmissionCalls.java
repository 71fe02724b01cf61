package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.Submissions;
import assay.registry.grant.GrantDeed;
import assay.registry.grant.GrantTerms;
import assay.training.bounty.BountyId;
import assay.training.bounty.Commits;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The calls by which a miner submits to a bounty, ready to be signed. Immutable. */
public final class SubmissionCalls {

  /** The place of a grant that is not held. */
  private static final Submissions.Grant NONE =
      new Submissions.Grant(
          Address.ZERO.hex(),
          Address.ZERO.hex(),
          Bytes32.ZERO.bytes(),
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          Address.ZERO.hex(),
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO,
          BigInteger.ZERO);

  private final Address address;
  private final Submissions submissions;

  public SubmissionCalls(ChainClient chain, Deployment deployment) {
    this.address = deployment.address(ContractName.SUBMISSIONS);
    this.submissions = chain.wrap(Submissions::load, address);
  }

  public ContractCall commit(BountyId bounty, Bytes32 commitHash) {
    return call(
        "commit a submission", submissions.commit(bounty.value().bytes(), commitHash.bytes()));
  }

  /**
   * Opens a commit.
   *
   * @param grants one per dataset of the bounty, in its order; nothing where none is held
   */
  public ContractCall reveal(
      BountyId bounty, Commits.Opening opening, List<Optional<GrantDeed>> grants) {
    return call(
        "reveal a submission",
        submissions.reveal(
            bounty.value().bytes(),
            new Submissions.Opening(
                ByteBuffer.allocate(Integer.BYTES).putInt(opening.cidPrefix()).array(),
                opening.cidDigest().bytes(),
                opening.cipherRoot().bytes(),
                opening.plainHash().bytes(),
                BigInteger.valueOf(opening.cipherSize()),
                BigInteger.valueOf(opening.plainSize()),
                opening.keyCommit().bytes(),
                opening.salt().bytes()),
            grants.stream().map(held -> held.map(SubmissionCalls::grant).orElse(NONE)).toList()));
  }

  private ContractCall call(String purpose, RemoteFunctionCall<?> call) {
    return ContractCall.of(purpose, address, call.encodeFunctionCall());
  }

  private static Submissions.Grant grant(GrantDeed deed) {
    GrantTerms terms = deed.terms();
    return new Submissions.Grant(
        terms.grantor().hex(),
        terms.grantee().hex(),
        terms.version().dataset().value().bytes(),
        BigInteger.valueOf(terms.version().number()),
        BigInteger.valueOf(terms.purpose().code()),
        BigInteger.valueOf(terms.level().number()),
        BigInteger.valueOf(terms.period().notBefore().getEpochSecond()),
        BigInteger.valueOf(terms.period().expiry().getEpochSecond()),
        BigInteger.valueOf(deed.uses()),
        terms.price().token().hex(),
        terms.price().amount(),
        BigInteger.valueOf(deed.grantEpoch()),
        deed.nonce(),
        deed.deadline());
  }
}
