package assay.training.pool;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.Wei;
import assay.registry.dataset.ContractAt;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * What a pool reckons for a job somebody asked about: signed, so that nobody else can say it in its
 * name, and binding nobody.
 *
 * @param question which need it answers
 * @param pool the operator's account
 * @param estimate how long, at most 10 years
 * @param validUntil to the second
 */
public record Offer(
    ContractAt registry, Bytes32 question, Address pool, Estimate estimate, Instant validUntil)
    implements PoolStatement {

  /**
   * What the pool reckons.
   *
   * @param time whole seconds, from 1 second to 10 years
   * @param price for all of it
   * @param devices which it would take, at most 300 characters
   */
  public record Estimate(Duration time, Wei price, String devices) {

    private static final int LONGEST_DEVICES = 300;
    private static final Duration LONGEST = Duration.ofDays(3_650);

    public Estimate {
      PlainLine.requireOptional("The devices", devices, LONGEST_DEVICES);
      boolean isTime =
          time.equals(Duration.ofSeconds(time.toSeconds()))
              && time.compareTo(Duration.ZERO) > 0
              && time.compareTo(LONGEST) <= 0;
      if (!isTime) {
        throw new IllegalArgumentException(
            "An offer takes %s; give whole seconds, from 1 to those of 10 years.".formatted(time));
      }
    }
  }

  public Offer {
    Seconds.require("The end of an offer", validUntil);
  }

  @Override
  public Address signer() {
    return pool;
  }

  @Override
  public String primaryType() {
    return "Offer";
  }

  @Override
  public void describe(ObjectNode message) {
    message
        .put("question", question.hex())
        .put("pool", pool.hex())
        .put("seconds", estimate.time().toSeconds())
        .put("priceWei", estimate.price().toString())
        .put("devices", estimate.devices())
        .put("validUntil", validUntil.getEpochSecond());
  }
}
