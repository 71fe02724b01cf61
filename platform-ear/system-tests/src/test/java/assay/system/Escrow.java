package assay.system;

import assay.agent.Agent;
import assay.chain.Address;
import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.contract.Vault;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the vault owes and has: everything that anybody may take out, all pots and all that is
 * burned, against the contract's balance.
 *
 * @param owed available, pots and burned together, in wei
 * @param held the contract's balance, in wei
 */
record Escrow(BigInteger owed, BigInteger held) {

  private record Pot(Address module, Bytes32 key) {}

  static Escrow audit(Agent auditor) {
    auditor.events().refresh();
    Address address = auditor.deployment().address(ContractName.VAULT);
    Vault vault = auditor.chain().wrap(Vault::load, address);
    BigInteger owed =
        auditor.chain().read("what is burned", () -> vault.burned(Address.ZERO.hex()).send());
    for (Address account : accounts(auditor)) {
      owed =
          owed.add(
              auditor
                  .chain()
                  .read(
                      "a balance",
                      () -> vault.available(Address.ZERO.hex(), account.hex()).send()));
    }
    for (Pot pot : pots(auditor)) {
      owed =
          owed.add(
              auditor
                  .chain()
                  .read(
                      "a pot",
                      () ->
                          vault
                              .potOf(pot.module().hex(), pot.key().bytes(), Address.ZERO.hex())
                              .send()));
    }
    return new Escrow(owed, auditor.chain().balance(address).value());
  }

  private static Set<Address> accounts(Agent auditor) {
    Stream<Address> depositors = named(auditor, "Deposited").map(event -> event.address("account"));
    Stream<Address> paid = named(auditor, "PotPaid").map(event -> event.address("to"));
    return Stream.concat(depositors, paid).collect(Collectors.toSet());
  }

  private static Set<Pot> pots(Agent auditor) {
    return named(auditor, "PotFunded")
        .map(event -> new Pot(event.address("module"), event.bytes32("key")))
        .collect(Collectors.toSet());
  }

  private static Stream<ChainEvent> named(Agent auditor, String name) {
    List<ChainEvent> events = auditor.events().named(name);
    return events.stream();
  }
}
