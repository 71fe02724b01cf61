package assay.system;

import assay.agent.Agent;
import assay.agent.approval.Approver;
import assay.agent.approval.RulesFile;
import assay.agent.loop.Membership;
import assay.agent.owner.DatasetPublisher;
import assay.agent.owner.VersionKeys;
import assay.chain.Address;
import assay.local.demo.DemoData;
import assay.registry.actor.Role;
import assay.registry.approval.ApprovalRules;
import assay.registry.dataset.SharingLevel;
import assay.registry.dataset.VersionId;
import assay.registry.grant.AccessGrant;
import assay.registry.grant.GrantId;
import assay.registry.grant.GrantTerms;
import assay.registry.grant.Period;
import assay.registry.grant.Price;
import assay.registry.grant.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** A data owner with one dataset: a third of the digits. */
record Owner(Agent agent, VersionId version) {

  private static final Duration GRANTS_LAST = Duration.ofHours(1);

  /** Registers a dataset; grants nothing by himself. */
  static Owner settle(Town town, String name, int third) {
    Agent agent = town.open(name);
    return new Owner(agent, register(agent, third));
  }

  static VersionId register(Agent agent, int third) {
    new Membership(agent, Role.DATA_OWNER).advance();
    try {
      return new VersionId(
          new DatasetPublisher(agent)
              .publish(new DemoData().draft(third, agent.home().work()))
              .fact(),
          1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Approves whoever asks from now on. */
  Owner approveAll(Town town, String name) {
    RulesFile.of(agent.home()).beginWith(ApprovalRules.letAnyoneTrain(GRANTS_LAST));
    town.employ(name, new Approver(agent, town.narrator(name)));
    return this;
  }

  /** Grants without being asked, without leaving a key. */
  AccessGrant grant(Address grantee, Duration lifetime) {
    agent.events().refresh();
    Instant now = agent.events().now();
    GrantId id =
        agent
            .ledger()
            .grant(
                new GrantTerms(
                    agent.address(),
                    grantee,
                    version,
                    Purpose.TRAIN,
                    SharingLevel.L1,
                    new Period(now, now.plus(lifetime)),
                    Price.FREE))
            .fact();
    return agent.ledger().grant(id).orElseThrow();
  }

  /** Leaves the key that goes with a grant in the mailbox. */
  void deliver(AccessGrant grant) {
    agent.keys().sendVersionKey(grant, new VersionKeys(agent.home()).find(version).orElseThrow());
  }

  /** The same, once the platform has seen the grant: its mailbox takes no key before. */
  void deliverOnceKnown(AccessGrant grant) throws InterruptedException {
    Wait.until(
        "the mailbox to take the key",
        Duration.ofMinutes(1),
        () -> {
          deliver(grant);
          return true;
        });
  }
}
