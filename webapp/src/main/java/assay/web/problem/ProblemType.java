package assay.web.problem;

import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of refusal that the API gives, by the code that our exceptions carry. A code never
 * changes its meaning, for programs act on it; docs/api/problems.md lists them for people.
 */
public enum ProblemType {
  BAD_REQUEST(400, "The request is not HTTP as it is understood here.", "Mend the client."),
  MALFORMED(400, "A value or the body of the request is refused.", "Mend what the detail names."),
  MANIFEST_REFUSED(400, "The stored manifest is none.", "Write it anew."),
  CONTENT_TOO_LARGE(
      400, "The content is larger than what is handed out.", "Fetch it from a content store."),
  RULES_REFUSED(
      400, "The approval rules are not clear.", "Mend what the detail names; none of them counts."),
  BOUNTY_SPEC_REFUSED(400, "The stored specification of the bounty is none.", "Write it anew."),
  MODEL_SPEC_MALFORMED(
      400, "The ModelSpec is not in the form that is read.", "Mend what the detail names."),
  MODEL_SPEC_UNKNOWN_LAYER(
      400, "The ModelSpec names a layer that nobody builds.", "Take one of docs/model-spec.md."),
  MODEL_SPEC_TOO_LARGE(
      400, "The model is larger than any that is trained here.", "Make it smaller."),
  MODEL_SPEC_BROKEN_GRAPH(
      400, "The layers of the ModelSpec do not form a graph.", "Mend what the detail names."),
  MODEL_SPEC_WRONG_SHAPE(
      400, "A layer of the ModelSpec cannot read what it is given.", "Mend what the detail names."),
  SIGN_IN_MALFORMED(
      401, "The message is not in the form of EIP-4361.", "Build it from the challenge."),
  SIGN_IN_DOMAIN(401, "The message names another host.", "Check whom you talk to, then sign anew."),
  SIGN_IN_URI(401, "The message names another address.", "Check whom you talk to, then sign anew."),
  SIGN_IN_CHAIN(401, "The message is for another chain.", "Switch the wallet's chain."),
  SIGN_IN_FUTURE(401, "The message was issued after now.", "Set the clock."),
  SIGN_IN_EXPIRED(401, "The message has expired.", "Sign a new one."),
  SIGN_IN_SIGNATURE(
      401, "The signature is not by the account.", "Sign with the account that the message names."),
  SIGN_IN_NONCE(401, "The nonce is unknown, used or too old.", "Ask for a new one."),
  REFRESH_REFUSED(401, "The refresh token is unknown, over or used.", "Sign in again."),
  NOT_SIGNED_IN(401, "The request carries no valid token or key.", "Sign in."),
  MISSING_SCOPE(403, "The API key may not do this.", "Use one with the scope, or sign in."),
  GRANT_UNKNOWN(403, "The grant is not in the final chain.", "Wait, or ask the owner."),
  GRANT_NOT_YET(403, "The grant has not begun.", "Wait for its first second."),
  GRANT_UNPAID(403, "The grant has a price and was never used.", "Pay for a use."),
  GRANT_EXPIRED(403, "The grant has expired.", "Ask the owner for a new one."),
  GRANT_REVOKED(403, "The owner revoked the grant.", "Ask him, or take other data."),
  GRANT_OVERTURNED(
      403, "The dataset was retired or transferred.", "Ask its owner for a new grant."),
  GRANT_ENDING(403, "A revocation or transfer is pending.", "Ask the owner."),
  NOT_YOUR_GRANT(403, "The grant is between other accounts.", "Use the account that gave it."),
  NOT_YOUR_BOUNTY(
      403, "The envelope is none of the bounty's business now.", "Check addresses and state."),
  NOT_YOUR_DATASET(403, "Only the dataset's owner may read this.", "Sign in as its owner."),
  NOT_YOUR_MODEL(
      403,
      "The sealed model is handed to the bounty's researcher alone.",
      "Sign in as him, or fetch it from a content store."),
  NOT_THE_RESEARCHER(403, "Only the bounty's researcher may do this.", "Sign in as who posted it."),
  UNKNOWN_ENVELOPE_KIND(
      403, "No rule guards envelopes of this kind here.", "Name a kind of the contract."),
  NOT_YOUR_STATEMENT(403, "Another account signed this.", "Bring your own."),
  OTHER_DEPLOYMENT(
      403, "This is signed for another deployment.", "Sign it for the one that is followed here."),
  NO_POOL(403, "The account is no pool in the final chain.", "Join as one, or wait."),
  NO_MINER(403, "The account is no miner in the final chain.", "Join as one, or wait."),
  NO_MEMBER(403, "The account is in no pool in the final chain.", "Join one, or wait."),
  NOT_NAMED(403, "The operator names other members.", "Ask him to name you."),
  NOT_INVITED(403, "The bounty names no dataset of the account.", "Use the account that owns one."),
  FORBIDDEN(403, "This is not for you.", "Ask the platform's operator."),
  NOT_FOUND(
      404, "There is no such thing, or not yet in the final chain.", "Check the id, or wait."),
  REQUEST_UNKNOWN(404, "Nobody asks the owner that.", "List the inbox again."),
  CONTENT_MISSING(
      404, "The content is not to be had.", "Check the CID, or wait for its publisher."),
  QUESTION_UNKNOWN(404, "The question is not open to you.", "It may be over; list them again."),
  NO_CREW(404, "No crew trains this bounty together.", "Name one first."),
  NO_FEDERATED_JOB(404, "The federated job is not open.", "List the open ones again."),
  API_KEY_UNKNOWN(404, "The account has no such API key.", "List them again."),
  WEBHOOK_UNKNOWN(404, "The account has no such webhook.", "List them again."),
  METHOD_NOT_ALLOWED(405, "The address does not take this method.", "Use one of the header Allow."),
  NOT_ACCEPTABLE(406, "No form of the answer is accepted.", "Accept application/json."),
  REQUEST_TIMEOUT(408, "The request took too long to come.", "Send it again."),
  OLDER_DESCRIPTION(409, "A newer description is kept already.", "Sign it again."),
  INVENTORY_NOT_ON_CHAIN(
      409, "The final chain has another hash for this rig.", "Publish it with setRig, or wait."),
  OFFER_OVER(409, "The offer is over already.", "Let it be valid longer."),
  LEASE_LOST(409, "The lease is over or was taken back.", "Claim another."),
  MODEL_NOT_PAID(409, "The bounty is not settled with a winner.", "Wait until it is."),
  MODEL_DIFFERS(
      409, "The content is not the winning model.", "Publish the archive as it was delivered."),
  MODEL_TOO_LARGE(409, "The model is larger than what is handed out.", "Hand it out elsewhere."),
  RUN_OVER(409, "The bounty is over.", "Report no more of the run."),
  RUN_FULL(409, "The run has as many points as are kept.", "Report no more of the run."),
  ROUND_OVER(409, "Another round is on, or none.", "Follow the newest call."),
  REPLIED_ALREADY(409, "Another reply to the round is kept.", "One reply counts; leave it."),
  BOUNTY_CLOSED(409, "The bounty takes no submissions.", "Take another."),
  ROUND_OUT_OF_ORDER(
      409, "The round does not follow on what is recorded.", "Read the log, go on from its end."),
  ROUND_RECORDED(409, "Another round has this number in the log.", "What is recorded stays."),
  OTHER_MODEL(409, "The update began with another model.", "Take the newest call's."),
  SENT_ALREADY(409, "Another update to the call is kept.", "One update counts; leave it."),
  LOG_FULL(409, "The log is as long as may be.", "End the job with what is reached."),
  CONTRACT_REVERTED(409, "A contract would refuse the transaction.", "Do what the detail says."),
  INSUFFICIENT_FUNDS(409, "The account cannot pay value and gas.", "Send it the rest."),
  CONTENT_NOT_STORED(409, "Content is not kept here.", "Upload all of it, then prepare again."),
  MANIFEST_MISMATCH(409, "The manifest names another origin.", "Write it anew for its origin."),
  WRONG_NONCE(409, "The nonce is not the account's next.", "Read it again and retry."),
  DATASET_UNKNOWN(409, "There is no such dataset.", "Check the id."),
  VERSION_UNKNOWN(409, "The dataset has no such version.", "List its versions."),
  NOT_OWNER(409, "The account does not own the dataset.", "Ask its owner."),
  DATASET_RETIRED(409, "The dataset is retired for good.", "Register another."),
  NOT_GRANTOR(409, "The account did not give that grant.", "Ask who did."),
  LEVEL_TOO_LOW(409, "The version's least level is above.", "Grant a higher level."),
  PERIOD_OVER(409, "The period has already ended.", "Choose a later expiry."),
  EPOCH_CHANGED(409, "All grants were just ended.", "Check the dataset and grant again."),
  RELAY_REFUSED(409, "The call is not relayed.", "Do what the detail says, or send it yourself."),
  API_KEY_NAME_TAKEN(
      409, "The account has an API key of that name.", "Revoke it, or choose another name."),
  TOO_MANY_API_KEYS(409, "The account has as many API keys as it may have.", "Revoke one first."),
  TOO_MANY_WEBHOOKS(409, "The account has as many webhooks as it may have.", "Delete one first."),
  WEBHOOK_INSECURE(409, "Events are sent to https addresses alone.", "Give one."),
  IDEMPOTENCY_KEY_IN_PROGRESS(
      409, "The first request with this key is not answered yet.", "Send it again in a moment."),
  CONFLICT(409, "What is there now speaks against it.", "Look at it again."),
  GONE(410, "It is no more.", "Leave it."),
  PRECONDITION_FAILED(
      412, "What is kept is not what If-Match names.", "Read it again, then decide."),
  REQUEST_ENTITY_TOO_LARGE(413, "The body is too large.", "Send less."),
  REQUEST_URI_TOO_LONG(414, "The address is too long.", "Send less."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "The body is of a type that is not read here.", "Send application/json."),
  REQUESTED_RANGE_NOT_SATISFIABLE(
      416, "The file has no such part.", "Ask for another, or for all of it."),
  IDEMPOTENCY_KEY_REUSED(
      422, "The key came with another request before.", "Take a new key for each request."),
  MAILBOX_FULL(429, "The sender has too many envelopes waiting.", "Wait until some are fetched."),
  RELEASED_TOO_OFTEN(
      429, "The key was handed out too often lately.", "Keep it, or come back later."),
  RATE_LIMITED(
      429, "Too many requests came in too short a time.", "Wait as long as Retry-After says."),
  TOO_MANY_REQUESTS(429, "The account asks for too much.", "Wait, or let some of it be answered."),
  UPLOAD_LIMIT(429, "The account has brought what it may today.", "Go on tomorrow."),
  TOO_MANY_QUESTIONS(429, "As many questions are open as may be.", "Wait until some close."),
  TOO_MANY_OFFERS(429, "The question has as many offers as it may have.", "Answer another."),
  TOO_MANY_RUNS(429, "As many runs are kept as may be.", "Train without reporting."),
  TOO_MANY_EXPORTS(
      429, "As many exports are being sent as may be.", "Read or close one, or look again."),
  TOO_MANY_JOBS(429, "The account has as many jobs as it may have.", "End some first."),
  TOO_MANY_FEDERATED_JOBS(
      429, "As many federated jobs are kept as may be.", "Train the bounty another way."),
  UNEXPECTED(
      500,
      "The platform failed in a way nobody foresaw.",
      "Tell its operator; the log has the cause."),
  NOT_IMPLEMENTED(501, "The method is not known here.", "Use one of the contract's."),
  CONTENT_CORRUPT(502, "The content store gave other bytes than asked for.", "Try again later."),
  CONTENT_MALFORMED(502, "The stored blocks are no file.", "Ask the publisher."),
  STORE_REFUSED(502, "The content store answers nonsense.", "Tell the operator."),
  DATABASE_UNAVAILABLE(503, "The database is away.", "Try again later."),
  STORE_UNAVAILABLE(503, "The content store is away.", "Try again later."),
  TOO_MANY_LISTENERS(
      503, "Every place for a listener is taken.", "Try again later, or another node."),
  CHAIN_UNREACHABLE(503, "The chain's node is away.", "Try again later."),
  WRONG_CHAIN(503, "The platform's node follows another chain.", "Tell the operator."),
  NODE_REFUSED(503, "The chain's node refused a call.", "Try again later."),
  NODE_BUSY(503, "The chain's node is busy.", "Try again later."),
  STALE_NODE(503, "The chain's node is behind.", "Try again later."),
  BROKEN_ANSWER(503, "The chain's node answers nonsense.", "Tell the operator."),
  CHAIN_STANDS_STILL(503, "The chain makes no blocks.", "Try again later."),
  INTERRUPTED(503, "The platform is stopping.", "Try again later."),
  UNKNOWN_DEPLOYMENT(
      503, "The contracts are not those of a trusted deployer.", "Tell the operator."),
  DEPLOYMENT_FILE(503, "The manifest of the contracts cannot be read.", "Tell the operator."),
  RELAY_EMPTY(503, "The relayer cannot pay the gas.", "Send the transaction yourself."),
  SERVICE_UNAVAILABLE(503, "The platform is not ready.", "Try again later.");

  private static final String PREFIX = "urn:assay:problem:";

  private final int status;
  private final String meaning;
  private final String remedy;

  ProblemType(int status, String meaning, String remedy) {
    this.status = status;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** The type that an exception's code stands for. */
  public static Optional<ProblemType> of(String code) {
    return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
  }

  /**
   * The type named like an HTTP status; where none is, {@link #UNEXPECTED} for a fault of the
   * server and {@link #BAD_REQUEST} for everything else.
   */
  static ProblemType ofStatus(int status) {
    return Optional.ofNullable(Status.fromStatusCode(status))
        .flatMap(
            known ->
                Arrays.stream(values())
                    .filter(type -> type.name().equals(known.name()))
                    .findFirst())
        .orElse(status >= UNEXPECTED.status ? UNEXPECTED : BAD_REQUEST);
  }

  /** As exceptions carry it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The {@code type} of its problem documents (RFC 9457). */
  public String uri() {
    return PREFIX + code();
  }

  public int status() {
    return status;
  }

  /** The status in words. */
  public String title() {
    return Optional.ofNullable(Status.fromStatusCode(status))
        .map(Status::getReasonPhrase)
        // JAX-RS does not know 422.
        .orElse("Unprocessable Content");
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** What a caller can do about it. */
  public String remedy() {
    return remedy;
  }
}
