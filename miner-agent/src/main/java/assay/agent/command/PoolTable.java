package assay.agent.command;

import assay.agent.engine.EngineChoice;
import assay.agent.platform.ForeignText;
import assay.agent.pool.PoolBook.Member;
import assay.chain.Address;
import assay.training.ledger.PoolFacts;
import assay.training.ledger.PoolFacts.Attestation;
import assay.training.pool.PoolDescription;
import assay.training.pool.PoolEntry;
import assay.training.pool.RigDevice;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Prints pools and their members. What members wrote stands last on its line, cut and cleaned, so
 * that it can neither move a column nor draw elsewhere on the screen.
 */
final class PoolTable {

  private static final double GIBIBYTE = 1L << 30;
  private static final int LONGEST_WORDS = 60;
  private static final int SHORT_HASH = 10;
  private static final String MEMBER = "%-42s  %6s  %5s  %5s  %10s  %-10s  %-24s  %14s  %s";
  private static final String POOL = "%-42s  %6s  %7s  %s";

  private final PrintStream out;

  PoolTable(PrintStream out) {
    this.out = out;
  }

  /** One line for each pool. */
  void print(List<PoolDescription> pools, PoolFacts facts) {
    if (!pools.isEmpty()) {
      out.println(POOL.formatted("POOL", "FEE", "MEMBERS", "NAME"));
    }
    for (PoolDescription pool : pools) {
      int members = facts.members(pool.operator()).size();
      out.println(POOL.formatted(pool.operator(), pool.fee(), members, words(pool.name())));
    }
  }

  /** What is said of a pool. */
  void print(PoolDescription pool) {
    out.printf("pool     %s%n", pool.operator());
    out.printf("name     %s%n", words(pool.name()));
    out.printf("fee      %s%n", pool.fee());
    out.printf("contact  %s%n", ForeignText.line(pool.contact()));
    out.printf("trains   %s%n", ForeignText.line(pool.trains()));
    out.printf("signed   %s%n", pool.signedAt());
  }

  /** The same, and a line for each member. */
  void print(PoolDescription pool, List<Member> members) {
    print(pool);
    if (members.isEmpty()) {
      out.println("It has no members yet.");
      return;
    }
    out.println(
        MEMBER.formatted(
            "MEMBER",
            "FEE",
            "CPU",
            "GPU",
            "MEMORY GiB",
            "ENGINES",
            "BENCHMARK",
            "PAID ETH",
            "DEVICES"));
    members.forEach(member -> out.println(line(member)));
    members.stream()
        .filter(member -> !member.entry().fee().equals(pool.fee()))
        .forEach(member -> out.println(otherFee(pool, member)));
  }

  private static String otherFee(PoolDescription pool, Member member) {
    return "%s pays %s by his entry on the chain, not the announced %s."
        .formatted(member.miner(), member.entry().fee(), pool.fee());
  }

  private static String line(Member member) {
    List<RigDevice> devices = member.devices();
    return MEMBER
        .formatted(
            member.miner(),
            member.entry().fee(),
            count(devices, RigDevice.Kind.CPU),
            count(devices, RigDevice.Kind.GPU),
            memory(devices),
            engines(member),
            benchmark(member.attested()),
            member.paid().inEther(),
            member.inventory().isPresent() ? words(names(devices)) : "(no inventory)")
        .stripTrailing();
  }

  private static long count(List<RigDevice> devices, RigDevice.Kind kind) {
    return devices.stream().filter(device -> device.kind() == kind).count();
  }

  /** Of the cards where there are any, else of the machine. */
  private static String memory(List<RigDevice> devices) {
    boolean isWithCards = count(devices, RigDevice.Kind.GPU) > 0;
    RigDevice.Kind kind = isWithCards ? RigDevice.Kind.GPU : RigDevice.Kind.CPU;
    double bytes =
        devices.stream()
            .filter(device -> device.kind() == kind)
            .mapToDouble(RigDevice::memory)
            .sum();
    return bytes == 0 ? "-" : String.format(Locale.ROOT, "%.1f", bytes / GIBIBYTE);
  }

  private static String engines(Member member) {
    List<EngineChoice> engines = member.engines();
    return engines.isEmpty()
        ? "-"
        : engines.stream().map(EngineChoice::word).collect(Collectors.joining(","));
  }

  private static String benchmark(List<Attestation> attested) {
    if (attested.isEmpty()) {
      return "-";
    }
    Attestation first = attested.get(0);
    String more = attested.size() > 1 ? " +" + (attested.size() - 1) : "";
    return first.benchmark().hex().substring(0, SHORT_HASH)
        + " by "
        + first.attester().toString().substring(0, SHORT_HASH - 2)
        + more;
  }

  private static String names(List<RigDevice> devices) {
    return devices.stream().map(RigDevice::name).collect(Collectors.joining(", "));
  }

  private static String words(String foreign) {
    String line = ForeignText.line(foreign);
    return line.codePointCount(0, line.length()) > LONGEST_WORDS
        ? line.substring(0, line.offsetByCodePoints(0, LONGEST_WORDS - 1)) + "…"
        : line;
  }

  /** {@code {pool, name, feeBps, contact, trains, signedAt}}. */
  static ObjectNode json(PoolDescription pool) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("pool", pool.operator().toString())
        .put("name", pool.name())
        .put("feeBps", pool.fee().basisPoints())
        .put("contact", pool.contact())
        .put("trains", pool.trains())
        .put("signedAt", pool.signedAt().toString());
  }

  /** {@code {account, pool, feeBps}}; no pool where there is none. */
  static ObjectNode json(Address account, PoolEntry entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("account", account.toString());
    entry.operator().ifPresent(pool -> json.put("pool", pool.toString()));
    return json.put("feeBps", entry.fee().basisPoints());
  }

  /** The pool, and {@code members}. */
  static ObjectNode json(PoolDescription pool, List<Member> members) {
    ObjectNode json = json(pool);
    ArrayNode list = json.putArray("members");
    members.forEach(member -> describe(list.addObject(), member));
    return json;
  }

  private static void describe(ObjectNode json, Member member) {
    json.put("member", member.miner().toString())
        .put("feeBps", member.entry().fee().basisPoints())
        .put("paidWei", member.paid().toString());
    member.inventory().ifPresent(rig -> json.put("seenAt", rig.seenAt().toString()));
    ArrayNode devices = json.putArray("devices");
    for (RigDevice device : member.devices()) {
      devices
          .addObject()
          .put("kind", device.kind().word())
          .put("name", device.name())
          .put("cores", device.cores())
          .put("memoryBytes", device.memory())
          .put("computeCapability", device.capability());
    }
    ArrayNode engines = json.putArray("engines");
    member.engines().forEach(engine -> engines.add(engine.word()));
    ArrayNode attested = json.putArray("benchmarks");
    member
        .attested()
        .forEach(
            said ->
                attested
                    .addObject()
                    .put("attester", said.attester().toString())
                    .put("hash", said.benchmark().hex()));
  }
}
