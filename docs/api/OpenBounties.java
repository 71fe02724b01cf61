import assay.client.ApiClient;
import assay.client.ApiException;
import assay.client.api.BountiesApi;
import assay.client.api.BountiesApi.APIListBountiesRequest;
import assay.client.model.Bounty;
import assay.client.model.BountyPage;
import assay.client.model.BountyState;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints what is open now and what it pays, the best paid first. Takes the address of a platform's
 * API and a file with an API key that may read.
 */
public final class OpenBounties {

  private final BountiesApi bounties;

  private OpenBounties(BountiesApi bounties) {
    this.bounties = bounties;
  }

  public static void main(String[] arguments) throws Exception {
    String key = Files.readString(Path.of(arguments[1])).strip();
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
    try {
      new OpenBounties(new BountiesApi(client)).print();
    } catch (ApiException e) {
      // A problem document (RFC 9457): its type is stable, its detail says what to do.
      System.err.println(e.getResponseBody());
      throw e;
    }
  }

  private void print() throws ApiException {
    String next = null;
    do {
      BountyPage page = bounties.listBounties(after(next));
      page.getItems().forEach(OpenBounties::print);
      next = page.getNext();
    } while (next != null);
  }

  private static APIListBountiesRequest after(String cursor) {
    return APIListBountiesRequest.newBuilder()
        .state(BountyState.OPEN)
        .sort("-reward")
        .after(cursor)
        .build();
  }

  private static void print(Bounty bounty) {
    System.out.printf(
        "%s pays %s wei from %d millionths on%n",
        bounty.getId(), bounty.getReward(), bounty.getThreshold());
  }
}
