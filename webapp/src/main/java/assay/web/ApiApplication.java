package assay.web;

import assay.web.account.CallerFilter;
import assay.web.account.SignedInFilter;
import assay.web.limit.ExportFilter;
import assay.web.limit.LimitFilter;
import assay.web.metrics.RequestMeter;
import assay.web.problem.BareRefusals;
import assay.web.problem.ChainProblems;
import assay.web.problem.HttpProblems;
import assay.web.problem.InputProblems;
import assay.web.problem.JsonProblems;
import assay.web.problem.RegistryProblems;
import assay.web.problem.TrainingProblems;
import assay.web.problem.UnexpectedProblems;
import assay.web.repeat.RepeatFilter;
import assay.web.resource.AccessRequestsResource;
import assay.web.resource.AccessRulesResource;
import assay.web.resource.ActorsResource;
import assay.web.resource.ApiKeysResource;
import assay.web.resource.AuthResource;
import assay.web.resource.BountiesResource;
import assay.web.resource.BountyDutiesResource;
import assay.web.resource.ContentResource;
import assay.web.resource.DatasetsResource;
import assay.web.resource.DeploymentResource;
import assay.web.resource.DescriptionResource;
import assay.web.resource.DevelopmentWalletResource;
import assay.web.resource.EntityTagFilter;
import assay.web.resource.EnvelopesResource;
import assay.web.resource.EventsResource;
import assay.web.resource.ExportsResource;
import assay.web.resource.FederatedJobsResource;
import assay.web.resource.FederatedLogsResource;
import assay.web.resource.GrantsResource;
import assay.web.resource.JointRoundsResource;
import assay.web.resource.Json;
import assay.web.resource.ModelsResource;
import assay.web.resource.PoolCrewsResource;
import assay.web.resource.PoolJobsResource;
import assay.web.resource.PoolQuestionsResource;
import assay.web.resource.PoolsResource;
import assay.web.resource.PreparedAccountResource;
import assay.web.resource.PreparedBountyResource;
import assay.web.resource.PreparedTransactionsResource;
import assay.web.resource.PublishedModelsResource;
import assay.web.resource.RelayedTransactionsResource;
import assay.web.resource.RequiredBody;
import assay.web.resource.RigsResource;
import assay.web.resource.RunsResource;
import assay.web.resource.UploadsResource;
import assay.web.resource.WebhooksResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.ExternalDocumentation;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;

/** Version 1 of the API; portal, agents and labs use the same one. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Assay",
            version = "1",
            description =
                "Datasets, grants, bounties, submissions and evaluations as the final chain has"
                    + " them, the mailbox of sealed envelopes, and pools.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    externalDocs =
        @ExternalDocumentation(
            description = "The contract, with schemas and examples (OpenAPI 3.1)",
            url = "/api/v1/openapi.yaml"))
public class ApiApplication extends Application {

  /**
   * Named one by one, because a server that looks for them also finds the plain providers inside
   * Jackson's jar, and which of the three then writes JSON is a matter of chance at every start.
   */
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccessRequestsResource.class,
        AccessRulesResource.class,
        ActorsResource.class,
        ApiKeysResource.class,
        AuthResource.class,
        BareRefusals.class,
        BountiesResource.class,
        BountyDutiesResource.class,
        CallerFilter.class,
        ChainProblems.class,
        ContentResource.class,
        DatasetsResource.class,
        DeploymentResource.class,
        DevelopmentWalletResource.class,
        DescriptionResource.class,
        EntityTagFilter.class,
        EnvelopesResource.class,
        EventsResource.class,
        ExportFilter.class,
        ExportsResource.class,
        FederatedJobsResource.class,
        FederatedLogsResource.class,
        GrantsResource.class,
        HttpProblems.class,
        InputProblems.class,
        JointRoundsResource.class,
        Json.class,
        JsonProblems.class,
        LimitFilter.class,
        ModelsResource.class,
        PoolCrewsResource.class,
        PoolJobsResource.class,
        PoolQuestionsResource.class,
        PoolsResource.class,
        PreparedAccountResource.class,
        PreparedBountyResource.class,
        PreparedTransactionsResource.class,
        PublishedModelsResource.class,
        RegistryProblems.class,
        RepeatFilter.class,
        RequestMeter.class,
        RequiredBody.class,
        RelayedTransactionsResource.class,
        RigsResource.class,
        RunsResource.class,
        SignedInFilter.class,
        TrainingProblems.class,
        UnexpectedProblems.class,
        UploadsResource.class,
        WebhooksResource.class);
  }

  /**
   * Keeps other JSON bindings out of the way of {@link Json}: Jersey's own, and the plain provider
   * that Jackson's jar announces as a service.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.jsonFeature", "assay",
        "jersey.config.disableMetainfServicesLookup", true,
        "jersey.config.server.disableMetainfServicesLookup", true);
  }
}
