package assay.agent.platform;

import assay.chain.ChainJsonModule;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The records that platform and agents share, from and to the contract's schemas of the same
 * fields. Fields that only one of the two has are refused.
 */
final class SharedRecords {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new ChainJsonModule())
          .enable(
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private SharedRecords() {}

  /**
   * The same in the other form.
   *
   * @throws IllegalArgumentException if it cannot be
   */
  static <T> T as(Class<T> form, Object document) {
    return JSON.convertValue(document, form);
  }
}
