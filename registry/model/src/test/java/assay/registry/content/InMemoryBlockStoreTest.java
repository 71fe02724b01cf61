package assay.registry.content;

final class InMemoryBlockStoreTest extends BlockStoreContract {

  @Override
  protected BlockStore store() {
    return new InMemoryBlockStore();
  }
}
