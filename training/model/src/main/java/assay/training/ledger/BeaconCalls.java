package assay.training.ledger;

import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainClient;
import assay.chain.ContractCall;
import assay.chain.ContractName;
import assay.chain.Deployment;
import assay.chain.contract.SeedBeacon;
import java.math.BigInteger;
import java.util.List;

/** The call that makes seeds, ready to be signed. Immutable. */
public final class BeaconCalls {

  /** The last preimage draws the seed, seats the panel and begins what follows. */
  private static final BigInteger GAS_OF_THE_LAST = BigInteger.valueOf(3_000_000);

  private final Address address;
  private final SeedBeacon beacon;

  public BeaconCalls(ChainClient chain, Deployment deployment) {
    this.address = deployment.address(ContractName.SEED_BEACON);
    this.beacon = chain.wrap(SeedBeacon::load, address);
  }

  /** Brings one contributor's preimage to a request that names him. */
  public ContractCall contribute(SeedRequest request, Address contributor, Bytes32 preimage) {
    return ContractCall.of(
            "contribute to a seed",
            address,
            beacon
                .contribute(
                    request.bounty().value().bytes(),
                    BigInteger.valueOf(request.kind()),
                    List.of(contributor.hex()),
                    List.of(preimage.bytes()))
                .encodeFunctionCall())
        .sparing(GAS_OF_THE_LAST);
  }
}
