package assay.training.audit;

import assay.chain.Bytes32;
import assay.chain.ChainEvent;
import assay.chain.ContractName;
import assay.chain.Sha256;
import assay.registry.content.Cid;
import assay.registry.content.ContentMissingException;
import assay.registry.content.StoreRefusedException;
import assay.registry.dataset.ContractAt;
import assay.registry.dataset.DatasetId;
import assay.registry.dataset.DatasetVersion;
import assay.registry.dataset.Manifest;
import assay.registry.dataset.SharingLevel;
import assay.training.audit.Submissions.Submission;
import assay.training.bounty.BountySpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The bytes behind every CID: specification, manifests, sealed datasets, sealed checkpoints. */
final class Files {

  private static final String REGISTER =
      "register(uint8,uint256,bytes32,(bytes4,bytes32,bytes32,bytes32,uint64,uint8),bytes32[])";
  private static final String ADD_VERSION =
      "addVersion(bytes32,(bytes4,bytes32,bytes32,bytes32,uint64,uint8))";
  private static final int SPEC_WORDS = 6;

  private final BountyCase bounty;

  Files(BountyCase bounty) {
    this.bounty = bounty;
  }

  List<Claim> claims(Submissions submissions) {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        Findings.derive(
            ClaimName.SPEC,
            "specification",
            "every block under the CID, and keccak256 of the whole, as on chain",
            this::spec));
    for (Terms.Dataset dataset : bounty.terms().datasets()) {
      claims.add(
          Findings.derive(
              ClaimName.MANIFEST,
              dataset.asset() + " version " + dataset.version(),
              "the manifest leads to the id and names root, size, licence and level; bytes agree",
              findings -> manifest(findings, dataset)));
    }
    for (Submission submission : submissions.all()) {
      submission
          .reveal()
          .ifPresent(
              reveal ->
                  claims.add(
                      Findings.derive(
                          ClaimName.CHECKPOINT,
                          submission.miner(),
                          "every block under the CID; sha-256 and size are those revealed",
                          findings -> checkpoint(findings, reveal))));
    }
    return claims;
  }

  private static Cid cid(ChainEvent event, String prefix, String digest) {
    return Cid.ofBytes(
        HexFormat.of().parseHex(event.text(prefix).substring(2) + event.text(digest).substring(2)));
  }

  // ------------------------------------------------------------------ reading

  private Optional<byte[]> small(Findings findings, Cid cid, int most) {
    try (InputStream in = bounty.evidence().store().get(cid, most)) {
      return Optional.of(in.readAllBytes());
    } catch (ContentMissingException e) {
      findings.unchecked("the store does not have " + cid);
      return Optional.empty();
    } catch (StoreRefusedException e) {
      findings.unchecked(String.valueOf(e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the content store broke off", e);
    }
  }

  /** Sealed bytes may be large: they pass by and only their hash and number stay. */
  private void sealed(Findings findings, Cid cid, Bytes32 root, BigInteger size) {
    try (DigestInputStream in =
        new DigestInputStream(
            bounty.evidence().store().get(cid, size.longValueExact()), Sha256.digest())) {
      long length = in.transferTo(OutputStream.nullOutputStream());
      findings.same("the size of " + cid, BigInteger.valueOf(length), size);
      findings.same("the sha-256 of " + cid, Bytes32.of(in.getMessageDigest().digest()), root);
      findings.note(length + " bytes");
    } catch (ContentMissingException e) {
      findings.unchecked("the store does not have " + cid);
    } catch (StoreRefusedException e) {
      findings.unchecked(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("the content store broke off", e);
    }
  }

  // ------------------------------------------------------------------ what is read

  private void spec(Findings findings) {
    ChainEvent opened = bounty.only("BountyOpened");
    small(findings, cid(opened, "specCidPrefix", "specCidDigest"), BountySpec.MAX_BYTES)
        .ifPresent(
            bytes ->
                findings.same(
                    "the hash of the specification",
                    Bytes32.keccak256(bytes),
                    opened.bytes32("specHash")));
  }

  private void checkpoint(Findings findings, ChainEvent reveal) {
    sealed(
        findings,
        cid(reveal, "cidPrefix", "cidDigest"),
        reveal.bytes32("cipherRoot"),
        reveal.integer("cipherSize"));
  }

  private void manifest(Findings findings, Terms.Dataset dataset) {
    List<ChainEvent> before = bounty.before(bounty.only("BountyOpened"));
    ChainEvent added =
        Assets.version(before, dataset.asset(), dataset.version())
            .orElseThrow(() -> new Contradiction("that version was never added"));
    ChainEvent first = Assets.version(before, dataset.asset(), 1).orElseThrow();
    sent(findings, added);
    Cid cid = cid(added, "cidPrefix", "cidDigest");
    Optional<Manifest> manifest = small(findings, cid, Manifest.MAX_BYTES).map(Manifest::parse);
    manifest.ifPresent(
        told -> {
          told.requireDescribes(version(added, cid));
          told.requireOrigin(
              new DatasetId(dataset.asset()),
              new ContractAt(
                  bounty.evidence().deployment().chainId(),
                  bounty.evidence().address(ContractName.ASSET_REGISTRY)),
              cid(first, "cidPrefix", "cidDigest"));
          sealed(
              findings, told.payload().cid(), added.bytes32("cipherRoot"), added.integer("size"));
        });
  }

  private static DatasetVersion version(ChainEvent added, Cid cid) {
    return new DatasetVersion(
        cid,
        added.bytes32("cipherRoot"),
        added.number("size"),
        added.bytes32("licenceHash"),
        SharingLevel.of(Math.toIntExact(added.number("minLevel"))));
  }

  /** What the owner sent, so that a version counts even if its manifest is not to be had. */
  private void sent(Findings findings, ChainEvent added) {
    List<CallData.Call> registered = bounty.evidence().calls(added, REGISTER);
    List<CallData.Call> versions = bounty.evidence().calls(added, ADD_VERSION);
    if (registered.isEmpty() && versions.isEmpty()) {
      findings.unchecked("no transaction shows how the version was added");
      return;
    }
    String told = told(added);
    boolean isSent =
        registered.stream().anyMatch(call -> words(call, 3).equals(told))
            || versions.stream()
                .filter(call -> call.word(0).equals(added.bytes32("asset")))
                .anyMatch(call -> words(call, 1).equals(told));
    findings.require(isSent, "nobody sent the version that the event tells");
  }

  private static String words(CallData.Call call, int first) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < SPEC_WORDS; i++) {
      words.append(call.word(first + i).hex(), 2, 66);
    }
    return words.toString();
  }

  private static String told(ChainEvent added) {
    return added.text("cidPrefix").substring(2)
        + "0".repeat(56)
        + added.bytes32("cidDigest").hex().substring(2)
        + added.bytes32("cipherRoot").hex().substring(2)
        + added.bytes32("licenceHash").hex().substring(2)
        + "%064x%064x".formatted(added.integer("size"), added.integer("minLevel"));
  }
}
