package assay.training.federated.secure;

import java.security.SecureRandom;

/** A client's secrets of one round: 32 random bytes each, made anew for every round. */
final class ClientSecrets {

  private static final int BYTES = 32;

  private final byte[] sealingKey;
  private final byte[] maskKey;
  private final byte[] selfSeed;

  private ClientSecrets(byte[] sealingKey, byte[] maskKey, byte[] selfSeed) {
    this.sealingKey = sealingKey;
    this.maskKey = maskKey;
    this.selfSeed = selfSeed;
  }

  static ClientSecrets generate(SecureRandom random) {
    return new ClientSecrets(bytes(random), bytes(random), bytes(random));
  }

  private static byte[] bytes(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  /** X25519, opens what is sealed to the client. */
  byte[] sealingKey() {
    return sealingKey.clone();
  }

  /** X25519, from which the masks of pairs follow. */
  byte[] maskKey() {
    return maskKey.clone();
  }

  /** From which the client's own mask follows. */
  byte[] selfSeed() {
    return selfSeed.clone();
  }
}
