package assay.agent.command;

import assay.chain.TrustedDeployers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a list of addresses; anything else, and an empty list, is wrong usage. */
final class DeployersConverter implements ITypeConverter<TrustedDeployers> {

  @Override
  public TrustedDeployers convert(String text) {
    TrustedDeployers deployers;
    try {
      deployers = TrustedDeployers.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
    if (deployers.addresses().isEmpty()) {
      throw new TypeConversionException("name one address or more: whoever deployed the contracts");
    }
    return deployers;
  }
}
