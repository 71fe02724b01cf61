package assay.training.bounty;

import assay.chain.Address;
import assay.chain.Bytes32;
import java.math.BigInteger;

/**
 * The hashes that miners and evaluators commit to for one bounty, as IBountyMarket and
 * IEvaluationPanel define their preimages. Immutable.
 *
 * @param chainId the chain
 * @param bounty the bounty
 */
public record Commits(BigInteger chainId, BountyId bounty) {

  /**
   * What a miner reveals of a sealed checkpoint.
   *
   * @param cidPrefix the first four bytes of the CID, as a big-endian integer
   * @param cidDigest the CID's SHA-256
   * @param cipherRoot SHA-256 of the sealed bytes
   * @param plainHash SHA-256 of the archive
   * @param cipherSize length of the sealed bytes
   * @param plainSize length of the archive
   * @param keyCommit {@link #keyCommit}
   * @param salt 32 random bytes
   */
  public record Opening(
      int cidPrefix,
      Bytes32 cidDigest,
      Bytes32 cipherRoot,
      Bytes32 plainHash,
      long cipherSize,
      long plainSize,
      Bytes32 keyCommit,
      Bytes32 salt) {}

  /** Binds the raw 32-byte X25519 identity K that opens the checkpoint to its miner. */
  public Bytes32 keyCommit(Address market, Address miner, Bytes32 key) {
    return words(market).address(miner).word(key).keccak256();
  }

  /** The submission's commit, bound to its miner: nobody else can open a copy of it. */
  public Bytes32 submission(Address market, Address miner, Opening opening) {
    return words(market)
        .address(miner)
        .bytes4(opening.cidPrefix())
        .word(opening.cidDigest())
        .word(opening.cipherRoot())
        .word(opening.plainHash())
        .number(opening.cipherSize())
        .number(opening.plainSize())
        .word(opening.keyCommit())
        .word(opening.salt())
        .keccak256();
  }

  /**
   * Who commits to scores, in which round of a bounty's scoring.
   *
   * @param panel the EvaluationPanel contract
   * @param round 0 to 2 of the panel, 3 the challenge
   */
  public record Seat(Address panel, int round, Address evaluator) {}

  /** A seat's commit to what it says of all submissions. */
  public Bytes32 scores(Seat seat, ScoreVector scores, Bytes32 salt) {
    AbiWords counts = new AbiWords();
    scores.words().forEach(counts::number);
    return new AbiWords()
        .number(chainId)
        .address(seat.panel())
        .word(bounty.value())
        .number(seat.round())
        .address(seat.evaluator())
        .word(counts.keccak256())
        .word(salt)
        .keccak256();
  }

  private AbiWords words(Address market) {
    return new AbiWords().number(chainId).address(market).word(bounty.value());
  }
}
