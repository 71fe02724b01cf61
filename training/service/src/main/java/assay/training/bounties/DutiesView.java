package assay.training.bounties;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.registry.seal.Seal;
import java.util.List;
import java.util.Optional;

/**
 * What a bounty's researcher needs to do his part after the opening, as the final chain has it.
 *
 * @param nonce the researcher's at the market, decimal text: his hashes are bound to it
 * @param recipient raw X25519 key that the winning model's key is sealed to
 * @param testRoot what the test set was committed to by
 * @param testKeyCommit what its key was committed to by
 * @param testCount all test samples, public and private
 * @param sampleSeed picks the public samples, once drawn
 * @param samplesShown how many of them are shown
 * @param seats who scores now and needs the test set's key
 * @param asksForTestKey whether the panel says that it cannot use the test set
 * @param delivery the winning model, once there is one
 */
public record DutiesView(
    String nonce,
    Bytes32 recipient,
    Bytes32 testRoot,
    Bytes32 testKeyCommit,
    int testCount,
    Optional<Bytes32> sampleSeed,
    int samplesShown,
    List<Address> seats,
    boolean asksForTestKey,
    Optional<Delivery> delivery) {

  public DutiesView {
    seats = List.copyOf(seats);
  }

  /**
   * A winner's sealed checkpoint.
   *
   * @param cid where it is
   * @param keyCommit the miner's commitment to the identity that opens it
   * @param publishedKey that identity's raw key, where it had to be published
   */
  public record Delivery(
      Address miner, String cid, Seal seal, Bytes32 keyCommit, Optional<Bytes32> publishedKey) {}
}
