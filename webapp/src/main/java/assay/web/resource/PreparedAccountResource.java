package assay.web.resource;

import assay.chain.Address;
import assay.chain.Wei;
import assay.registry.actor.Bond;
import assay.registry.actor.Role;
import assay.registry.intent.AccountIntents;
import assay.registry.intent.PreparedIntent;
import assay.registry.seal.AgeRecipient;
import assay.web.account.Caller;
import assay.web.account.SignedIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The same for the caller's entry among the actors and his money in the vault. */
@Path("prepared-transactions")
@Produces(MediaType.APPLICATION_JSON)
@SignedIn
public class PreparedAccountResource {

  @Inject private AccountIntents accounts;
  @Inject private Caller caller;

  /**
   * How the caller takes part.
   *
   * @param roles bits: 1 data owner, 2 researcher, 4 miner, 8 evaluator, 16 pool, 32 site
   * @param recipient what is sealed to, {@code age1...}
   */
  public record NewActor(int roles, String recipient) {}

  /** Ether to move. */
  public record Amount(Wei wei) {}

  /**
   * Ether to take out.
   *
   * @param to who gets it; none: the caller
   */
  public record Withdrawal(Wei wei, Optional<Address> to) {}

  @POST
  @Path("join")
  @Operation(summary = "Take part, in the place of the roles and the key the caller has")
  public PreparedIntent join(NewActor asked) {
    return accounts.join(
        caller.account(), Role.in(asked.roles()), AgeRecipient.parse(asked.recipient()));
  }

  @GET
  @Path("withdraw/available")
  @Operation(summary = "What the caller has in the vault and may take out or lock")
  public Amount available() {
    return new Amount(accounts.available(caller.account()));
  }

  @POST
  @Path("deposit")
  @Operation(summary = "Pay ether into the vault")
  public PreparedIntent deposit(Amount asked) {
    return accounts.deposit(caller.account(), asked.wei());
  }

  @POST
  @Path("withdraw")
  @Operation(summary = "Take ether that is not locked out of the vault")
  public PreparedIntent withdraw(Withdrawal asked) {
    return accounts.withdraw(caller.account(), asked.wei(), asked.to().orElse(caller.account()));
  }

  @GET
  @Path("unbond/bond")
  @Operation(summary = "What the caller has bonded as an evaluator, and what of it is locked")
  public Bond bond() {
    return accounts.bond(caller.account());
  }

  @POST
  @Path("unbond")
  @Operation(summary = "Ask for a part of the caller's bond back")
  public PreparedIntent unbond(Amount asked) {
    return accounts.unbond(caller.account(), asked.wei());
  }

  @POST
  @Path("withdraw-bond")
  @Operation(summary = "Take what was asked back from the bond into the vault")
  public PreparedIntent withdrawBond() {
    return accounts.withdrawBond(caller.account());
  }
}
